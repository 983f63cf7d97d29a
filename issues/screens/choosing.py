from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from issues.choosing import choose, get_start, list_candidates
from issues.screens.base import IssueScreen
from issues.steps import WRITE, get_url

__all__ = ["ChooseView"]


class ChooseView(IssueScreen):
    """Offers what appeared since the issue before, to tick."""

    template_name = "issues/admin/choose.html"
    page_title = gettext_lazy("Choose items")
    step = "choose"

    @cached_property
    def is_further_back(self):
        return "older" in self.request.GET

    @cached_property
    def since(self):
        return get_start(self.page, is_further_back=self.is_further_back)

    @cached_property
    def candidates(self):
        return list_candidates(self.page.get_latest_revision_as_object(), self.since)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            since=self.since,
            is_further_back=self.is_further_back,
            new=[each for each in self.candidates if each.moment],
            calls=[each for each in self.candidates if not each.moment],
            **kwargs,
        )

    def post(self, request, page_id):
        if self.tell_if_locked():
            return redirect(request.get_full_path())
        # In the order of the screen that was ticked in, whatever appeared since.
        offered = request.POST.getlist("offered")
        known = {each.value for each in self.candidates}
        offered = [value for value in offered if value in known]
        number = choose(self.page, offered, set(request.POST.getlist("items")), request.user)
        words = ngettext("%(number)d item was changed.", "%(number)d items were changed.", number)
        messages.success(request, words % {"number": number})
        return redirect(get_url(self.page, WRITE))
