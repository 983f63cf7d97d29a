from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from issues.blocks import WithoutTranslation
from issues.drafts import read_drafts
from issues.gaps import decide, list_gaps
from issues.screens.base import IssueScreen
from translations.permissions import list_open_locales
from translations.progress import get_key

__all__ = ["GapsView"]

CHOICES = [choice for choice in WithoutTranslation if choice]


class GapsView(IssueScreen):
    """Asks one decision about each item that an edition lacks."""

    template_name = "issues/admin/gaps.html"
    page_title = gettext_lazy("Gaps")
    step = "gaps"

    @cached_property
    def drafts(self):
        return read_drafts(self.page)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            gaps=list_gaps(self.drafts),
            editions=[each for each in self.drafts if each.translation],
            not_started=list_open_locales(self.request.user, self.page),
            start_url=reverse("translations:start", query={"rows": get_key(self.page)}),
            choices=CHOICES,
            **kwargs,
        )

    def post(self, request, page_id):
        if self.tell_if_locked():
            return redirect(request.path)
        asked = {gap.key: request.POST.get(f"choice-{gap.key}") for gap in list_gaps(self.drafts)}
        choices = {key: choice for key, choice in asked.items() if choice in CHOICES}
        if decide(self.page, choices, request.user):
            messages.success(request, _("Your decision is kept."))
        return redirect(request.path)
