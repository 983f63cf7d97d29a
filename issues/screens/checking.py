from django import forms
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from accounts.models import User
from issues.advising import list_remarks
from issues.checks import list_stops
from issues.drafts import read_version
from issues.models import TrialMail
from issues.screens.base import IssueScreen
from issues.sending import can_be_sent
from issues.trying import is_under_way, try_issue

__all__ = ["CheckView"]

MOST_TRIALS = 10


class TrialForm(forms.Form):
    """Asks which colleague is to be sent a test mail."""

    recipient = forms.ModelChoiceField(
        User.objects.filter(is_active=True).order_by("first_name", "last_name", "email"),
        empty_label=None,
        label=gettext_lazy("Test email to"),
        help_text=gettext_lazy("You or a colleague. Subscribers cannot be reached from here."),
    )


class CheckView(IssueScreen):
    """Says what stands in the way and what could be better, and sends test mails."""

    template_name = "issues/admin/check.html"
    page_title = gettext_lazy("Check and test")
    step = "check"
    is_for_senders = True

    @cached_property
    def version(self):
        return read_version(self.page)

    def get_context_data(self, **kwargs):
        trials = TrialMail.objects.filter(issue=self.page).select_related("recipient")
        trials = [
            (trial, is_under_way(trial)) for trial in trials.order_by("-number")[:MOST_TRIALS]
        ]
        return super().get_context_data(
            stops=list_stops(self.page, self.version),
            remarks=list_remarks(self.page, self.version),
            form=kwargs.pop("form", TrialForm(initial={"recipient": self.request.user.pk})),
            trials=trials,
            # What is written here changes when this test email has left.
            is_under_way=any(
                is_coming and trial.version == self.version.fingerprint
                for trial, is_coming in trials
            ),
            fingerprint=self.version.fingerprint,
            can_be_sent=can_be_sent(self.page),
            can_be_tried=bool(self.version.renderings),
            **kwargs,
        )

    def post(self, request, page_id):
        form = TrialForm(request.POST)
        if not form.is_valid() or not self.version.renderings:
            return self.render_to_response(self.get_context_data(form=form))
        trial = try_issue(self.page, form.cleaned_data["recipient"], request.user)
        words = _("Test %(number)d is on its way to %(recipient)s.")
        messages.success(request, words % {"number": trial.number, "recipient": trial.recipient})
        return redirect(request.path)
