"""Puts pages in the bin: off the site, with all that is below them and their translations."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page, Revision, Site, WorkflowState

from bin.addresses import leave_addresses
from bin.guards import moving
from bin.models import DeletedPage, Deletion
from bin.root import get_root, is_in_bin, leave_out_binned

__all__ = ["DELETED", "is_home", "list_translations", "move_page", "put_page_in_bin"]

DELETED = "bin.delete"


def is_home(page):
    """Return whether a site begins at a page, which it cannot be without."""
    return Site.objects.filter(root_page=page).exists()


def list_translations(page):
    """Return the pages that are `page`, or a page below it, in another language, as a list.

    Of a page that is a translation itself there are none: Dutch goes on without it. Those below
    another of the list are left out, as they go with that.
    """
    if not page.locale.is_default:
        return []
    keys = Page.objects.descendant_of(page, inclusive=True).values("translation_key")
    others = Page.objects.filter(translation_key__in=keys).exclude(locale=page.locale)
    tops = []
    for each in leave_out_binned(others).select_related("locale").order_by("path"):
        if not any(each.path.startswith(top.path) for top in tops):
            tops.append(each)
    return tops


@transaction.atomic
def put_page_in_bin(page, user=None, translations=(), destination=None):
    """Put a page in the bin, and `translations` of it, pages, with it; return the Deletion.

    Visitors who come to their addresses are led to `destination`, a page, or told that they are
    gone. Returns None where somebody else was first.
    """
    page = Page.objects.select_for_update().get(pk=page.pk)
    if is_in_bin(page):
        return None
    # As they are now: somebody may have moved one since, or deleted it.
    others = Page.objects.select_for_update().filter(pk__in=[each.pk for each in translations])
    tops = [page, *leave_out_binned(others).order_by("path")]
    deletion = Deletion.objects.create(
        title=page.specific_deferred.get_admin_display_title()[: Deletion.TITLE_LENGTH],
        kind=page.cached_content_type,
        user=user,
        languages=sorted({top.locale.language_code for top in tops[1:]}),
    )
    gone = [each for top in tops for each in keep_pages(deletion, top)]
    leave_addresses(gone, destination)
    deletion.cut = take_off(gone, user)
    deletion.save(update_fields=["cut"])
    for top in tops:
        move_page(top, get_root(), f"{top.pk}-{top.slug}"[:255], user)
        log(top.specific_deferred, DELETED, user=user)
    return deletion


def keep_pages(deletion, top):
    """Note how a page and all below it are; return them as a list, each as its own type."""
    pages = list(top.get_descendants(inclusive=True).order_by("path").specific())
    above = list(top.get_ancestors().order_by("-depth").values_list("pk", flat=True))
    DeletedPage.objects.bulk_create(
        DeletedPage(
            deletion=deletion,
            page_id=each.pk,
            above=above if each.pk == top.pk else [],
            slug=each.slug,
            was_live=each.live,
            revision_id=each.live_revision_id,
            had_changes=each.has_unpublished_changes,
        )
        for each in pages
    )
    return pages


def take_off(pages, user):
    """Take pages off the site, and let nothing that was planned for them still happen.

    Returns what was planned, as a Deletion has it in `cut`.
    """
    keys = [page.pk for page in pages]
    own = {
        "base_content_type": ContentType.objects.get_for_model(Page),
        "object_id__in": [str(key) for key in keys],
    }
    for state in WorkflowState.objects.active().filter(**own):
        state.cancel(user=user)
    planned = Revision.objects.filter(**own, approved_go_live_at__isnull=False)
    cut = [
        [Revision._meta.label, "approved_go_live_at", each.pk, each.approved_go_live_at.isoformat()]
        for each in planned.defer("content")
    ]
    planned.update(approved_go_live_at=None)
    for page in pages:
        # Who may delete it was asked. Wagtail lets nobody unpublish a draft, or a locked page.
        UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
    return cut


def move_page(page, parent, slug, user):
    """Move a page below `parent`, where it gets another slug, for the bin knows whom."""
    Page.objects.filter(pk=page.pk).update(slug=slug)
    with moving():
        action = MovePageAction(
            Page.objects.get(pk=page.pk), Page.objects.get(pk=parent.pk), "last-child", user
        )
        action.execute(skip_permission_checks=True)
