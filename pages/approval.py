"""What who approves a page is told: whether it is on the site now, or went back to its writer."""

from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages import edit, workflow
from wagtail.models import Page

__all__ = ["EditView", "WorkflowActionView", "urlpatterns"]


class EditView(edit.EditView):
    """Wagtail's editor, which says of a decision that the page was saved, whatever became of it."""

    decision = None

    def perform_workflow_action(self):
        self.decision = self.workflow_action
        return super().perform_workflow_action()

    def add_save_confirmation_message(self):
        if not (self.decision and tell(self.request, self.page, self.decision)):
            super().add_save_confirmation_message()


class WorkflowActionView(workflow.WorkflowActionView):
    """Wagtail's answer to a decision that is made outside the editor, which says nothing itself."""

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        tell(request, self.object, self.action_name)
        return response


def tell(request, page, action):
    """Say what became of a page by a decision; return whether there is something to say of it.

    The decision is "approve", "reject" or anything else.
    """
    # What was decided changed the page, but not this object.
    page = Page.objects.get(pk=page.pk)
    words = get_words(page, action)
    if words:
        messages.success(request, words % {"title": page.get_admin_display_title()})
    return words is not None


def get_words(page, action):
    """Return what became of a page by a decision, with a place for its title; or None."""
    if page.workflow_in_progress and action == "approve":
        return _("“%(title)s” is approved, and waits for the next step.")
    if action == "approve":
        is_later = page.go_live_at and page.go_live_at > timezone.now()
        if is_later:
            return _("“%(title)s” is approved, and goes on the site by itself at the set time.")
        return _("“%(title)s” is approved, and on the site.")
    if action == "reject":
        return _("“%(title)s” is back with its writer, who is told by email what to change.")
    return None


# At Wagtail's own addresses of them, and so ahead of them.
urlpatterns = [
    path(
        "pages/<int:page_id>/edit/",
        never_cache(require_admin_access(EditView.as_view())),
    ),
    path(
        "pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        never_cache(require_admin_access(WorkflowActionView.as_view())),
    ),
]
