"""Nobody sees a screen on which everything would be refused to them.

Wagtail asks for the right no sooner than at the press of a button, at two screens about pages.
"""

from django.core.exceptions import PermissionDenied
from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.models import Page
from wagtail.permissions import policy_registry

__all__ = ["HistoryView", "PagesMenuItem", "refuse_who_may_not_move", "urlpatterns"]


class PagesMenuItem(MenuItem):
    """Leads to a list of pages, and is in the menu of who may open that."""

    def is_shown(self, request):
        policy = policy_registry.get_by_type(Page)
        return policy.user_has_any_permission(request.user, IndexView.any_permission_required)


class HistoryView(LogEntriesView):
    """Wagtail's report of what was done, for who can do something with pages, as in its menu."""

    def dispatch(self, request, *args, **kwargs):
        if policy_registry.get_by_type(Page).explorable_root_instance(request.user) is None:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def refuse_who_may_not_move(request, page, destination):
    """Refuse the question whether to move a page to somebody who may not; a hook of Wagtail."""
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied


# At Wagtail's own addresses of it, and so ahead of them.
urlpatterns = [
    path(
        f"reports/site-history/{part}",
        never_cache(require_admin_access(HistoryView.as_view(results_only=bool(part)))),
    )
    for part in ["", "results/"]
]
