"""The screen on which a colleague who may edit a page shares it, and takes links back."""

from django import forms
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.models import Page

from library.consent import find_unready, list_reasons_of_consent
from pages.page_screens import PageScreen
from sharing.models import SharedDraft

__all__ = ["SHARED", "WITHDRAWN", "ShareView", "get_share_url", "list_header_buttons"]

# The names of two actions in the history of a page.
SHARED = "sharing.share"
WITHDRAWN = "sharing.withdraw"
DAYS = [3, 7, 14, 30]


class ShareForm(forms.Form):
    days = forms.TypedChoiceField(
        label=gettext_lazy("The link works for"),
        coerce=int,
        initial=7,
        choices=[(days, ngettext_lazy("%d day", "%d days") % days) for days in DAYS],
    )


class ShareView(PageScreen):
    """Lists the links of a page that work now, makes one, and withdraws one."""

    template_name = "sharing/admin/share.html"
    page_title = gettext_lazy("Share a draft")
    header_icon = "link"

    def find_page(self):
        # An alias has no draft: it shows what another page shows.
        return get_object_or_404(Page, pk=self.kwargs["page_id"], alias_of=None).specific

    def get_context_data(self, **kwargs):
        links = SharedDraft.objects.active().filter(page=self.page)
        return super().get_context_data(
            form=kwargs.pop("form", ShareForm()),
            saved_at=self.page.latest_revision_created_at,
            reasons=list_reasons_against_sharing(self.page),
            links=[
                (self.request.build_absolute_uri(link.get_absolute_url()), link)
                for link in links.select_related("revision", "created_by").order_by("-created_at")
            ],
            **kwargs,
        )

    def post(self, request, page_id):
        if "withdraw" in request.POST:
            return self.withdraw(request.POST["withdraw"])
        form = ShareForm(request.POST)
        if not form.is_valid() or list_reasons_against_sharing(self.page):
            return self.render_to_response(self.get_context_data(form=form))
        shared = SharedDraft.share(self.page, request.user, form.cleaned_data["days"])
        log(self.page, SHARED, user=request.user, revision=shared.revision)
        messages.success(request, _("The link is there. Copy it and send it to whom you like."))
        return redirect(request.path)

    def withdraw(self, pk):
        for shared in SharedDraft.objects.active().filter(page=self.page, pk=pk):
            shared.withdraw()
            log(self.page, WITHDRAWN, user=self.request.user, revision=shared.revision)
        messages.success(self.request, _("The link does not work any more."))
        return redirect(self.request.path)


def list_reasons_against_sharing(page):
    """Return why the last version of a page may not be read by others yet, as a list of str.

    Who is in a picture and was not asked did not agree to be seen by somebody outside either.
    """
    draft = page.get_latest_revision_as_object()
    return [
        _("Picture “%(title)s”: %(reason)s") % {"title": image.title, "reason": reason}
        for image, _reasons in find_unready(draft)
        for reason in list_reasons_of_consent(image)
    ]


def get_share_url(page, user):
    """Return the address of the screen for sharing a page; None for who may not edit it."""
    if page.alias_of_id or not page.permissions_for_user(user).can_edit():
        return None
    return reverse("sharing_share", args=[page.pk])


def list_header_buttons(page, user, view_name, next_url=None):
    """Yield the button in the header of a page's form, for who may edit that page."""
    if url := get_share_url(page, user):
        yield Button(_("Share a draft"), url, icon_name="link", priority=62)
