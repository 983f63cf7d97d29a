from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from wagtail.admin import messages

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
        issues = IssuePage.objects.filter(is_source()).select_related("mailing")
        return get_object_or_404(issues, pk=self.kwargs["page_id"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(steps=list_steps(self.page, self.step), **kwargs)

    def tell_if_locked(self):
        """Tell it somebody who may not change the issue now; return whether that is so."""
        lock = self.page.get_lock()
        is_locked = lock is not None and lock.for_user(self.request.user)
        if is_locked:
            messages.error(
                self.request, _("Somebody else works on this page. Nothing was changed.")
            )
        return is_locked
