from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Page

from advice.repairing import REPAIRS, repair

__all__ = ["repair_page"]


@require_POST
def repair_page(request, page_id):
    """Put right one thing in the draft of a page that the panel showed, as a new version of it."""
    page = get_object_or_404(Page, pk=page_id).get_latest_revision_as_object()
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    name, path = request.POST.get("repair"), request.POST.get("path", "")
    if name not in REPAIRS:
        raise Http404
    if is_closed(page, request.user):
        messages.error(request, _("Somebody else works on this page. Nothing was changed."))
    elif request.POST.get("revision") != str(page.latest_revision_id):
        messages.error(request, _("The page was changed meanwhile. Look here again, then repair."))
    elif repair(page, name, path):
        page.save_revision(user=request.user, log_action=True, clean=False)
        messages.success(
            request, _("It is a list now, in the draft. The history has it as it was.")
        )
    else:
        messages.warning(request, _("There is nothing to repair any more."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def is_closed(page, user):
    """Return whether a page is locked for somebody."""
    lock = page.get_lock()
    return lock is not None and lock.for_user(user)
