"""What who approves a page is told: whether it is on the site now, or went back to its writer."""

from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages import workflow
from wagtail.models import Page

__all__ = ["WorkflowActionView", "tell_what_was_decided", "urlpatterns"]


class WorkflowActionView(workflow.WorkflowActionView):
    """Wagtail's answer to a decision that is made outside the editor, which says nothing itself."""

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        tell(request, self.object, self.action_name)
        return response


def tell_what_was_decided(request, page):
    """Tell it who decided in the editor; a hook after a page was saved there."""
    if "action-workflow-action" in request.POST:
        tell(request, page, request.POST.get("workflow-action-name"))


def tell(request, page, action):
    """Show a message about a decision on a page: "approve", "reject" or anything else."""
    # What was decided changed the page, but not this object.
    page = Page.objects.get(pk=page.pk)
    words = get_words(page, action)
    if words:
        messages.success(request, words % {"title": page.get_admin_display_title()})


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


# At Wagtail's own address of it, and so ahead of it.
urlpatterns = [
    path(
        "pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        never_cache(require_admin_access(WorkflowActionView.as_view())),
    )
]
