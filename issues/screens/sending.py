from datetime import timedelta

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from delivery import mailings
from delivery.models import Delivery
from issues.checks import list_stops
from issues.drafts import read_version
from issues.screens.base import IssueScreen
from issues.sending import MAY_SEND, NotSentError, can_be_sent, send, take_back
from pages.planning import DayAndTime

__all__ = ["SendView"]


class SendForm(forms.Form):
    """Says when the issue goes out; `fingerprint` is that of the version that was shown."""

    fingerprint = forms.CharField(widget=forms.HiddenInput)
    starts_at = forms.DateTimeField(
        label=gettext_lazy("Send it on"),
        required=False,
        widget=DayAndTime,
        help_text=gettext_lazy("Leave the day empty to send it now."),
    )

    def clean_starts_at(self):
        moment = self.cleaned_data["starts_at"]
        if moment and moment <= timezone.now():
            raise forms.ValidationError(_("That moment is over. Choose one to come."))
        return moment


class SendView(IssueScreen):
    """Sends or plans an issue, and says how far it is and what became of it."""

    page_title = gettext_lazy("Send")
    step = "send"
    is_for_senders = True

    @cached_property
    def mailing(self):
        """The Mailing of the issue, or None while it can still be sent."""
        return None if can_be_sent(self.page) else self.page.mailing

    @cached_property
    def version(self):
        return read_version(self.page)

    def get_template_names(self):
        return ["issues/admin/sent.html" if self.mailing else "issues/admin/send.html"]

    def get_context_data(self, **kwargs):
        may_send = self.request.user.has_perm(MAY_SEND)
        own = self.describe_mailing() if self.mailing else self.describe_version(kwargs)
        return super().get_context_data(may_send=may_send, **own, **kwargs)

    def describe_version(self, kwargs):
        """Return what is said before an issue is sent."""
        topics = list(self.page.get_latest_revision_as_object().topics.all())
        numbers = mailings.count_recipients(list(self.version.renderings), topics)
        drafts = {draft.language: draft for draft in self.version.drafts}
        initial = {"fingerprint": self.version.fingerprint}
        return {
            "stops": list_stops(self.page, self.version),
            "total": sum(numbers.values()),
            "numbers": [(drafts[language], number) for language, number in numbers.items()],
            "topics": topics,
            "grace": settings.DELIVERY_GRACE // timedelta(minutes=1),
            "missed": self.page.mailing if self.page.mailing_id else None,
            "form": kwargs.pop("form", SendForm(initial=initial)),
        }

    def describe_mailing(self):
        """Return what is said of an issue that is planned, under way, or sent."""
        is_planned = self.mailing.status == self.mailing.Status.SCHEDULED
        figures = mailings.get_report(self.mailing)
        return {
            "mailing": self.mailing,
            "is_planned": is_planned,
            "report": figures,
            "refusals": [
                (Delivery.Refusal(reason).label, number)
                for reason, number in figures.refusals.items()
            ],
        }

    def post(self, request, page_id):
        if not request.user.has_perm(MAY_SEND):
            raise PermissionDenied
        action = request.POST.get("action")
        if action == "send":
            return self.send()
        if action == "take_back":
            self.tell(take_back(self.page, request.user), _("It is not sent."))
        elif action in ACTIONS and self.mailing:
            do, words = ACTIONS[action]
            self.tell(do(self.mailing), words)
        return redirect(request.path)

    def send(self):
        form = SendForm(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        chosen = form.cleaned_data
        try:
            send(self.page, chosen["fingerprint"], self.request.user, chosen["starts_at"])
        except NotSentError as refused:
            messages.error(self.request, str(refused))
        return redirect(self.request.path)

    def tell(self, is_done, words):
        if is_done:
            messages.success(self.request, words)
        else:
            messages.warning(self.request, _("Too late: it is already further. Nothing was done."))


# What can be done with a mailing that was begun, and what is said when that is done.
ACTIONS = {
    "pause": (mailings.pause, gettext_lazy("The sending pauses.")),
    "resume": (mailings.resume, gettext_lazy("The sending goes on.")),
    "cancel": (mailings.cancel, gettext_lazy("Nobody else gets this issue.")),
}
