from django.shortcuts import get_object_or_404

from issues.models import IssuePage
from issues.steps import list_steps
from pages.page_screens import PageScreen
from pages.states import is_source

__all__ = ["IssueScreen"]


class IssueScreen(PageScreen):
    """A screen about an issue: one of its steps, and the way to the others. `step` is its name."""

    header_icon = "mail"
    step = ""

    def find_page(self):
        return get_object_or_404(IssuePage.objects.filter(is_source()), pk=self.kwargs["page_id"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(steps=list_steps(self.page, self.step), **kwargs)
