"""How far a page is on its way to visitors, in a word for staff: the same on every screen."""

from django.db.models import CharField, Exists, OuterRef, Q, TextChoices
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, Revision

__all__ = [
    "PageState",
    "get_state",
    "is_planned",
    "is_source",
    "is_under_way",
    "list_planned_keys",
    "planned_moment",
]


class PageState(TextChoices):
    ONLINE = "online", _("Online")
    # Visitors see an earlier version.
    CHANGED = "changed", _("Changed")
    DRAFT = "draft", _("Draft")
    PLANNED = "planned", _("Planned")
    WAITING = "waiting", _("Waits for approval")
    EXPIRED = "expired", _("Expired")


def get_state(page):
    """Return the PageState of a page.

    For many pages at once, get these with Wagtail's `annotate_approved_schedule()` and
    `prefetch_workflow_states()`; each costs two queries otherwise.
    """
    if page.approved_schedule:
        return PageState.PLANNED
    if page.workflow_in_progress:
        return PageState.WAITING
    if page.live:
        return PageState.CHANGED if page.has_unpublished_changes else PageState.ONLINE
    return PageState.EXPIRED if page.expired else PageState.DRAFT


def planned_moment():
    """Return the query for the moment at which a version of a page appears by itself."""
    key = Cast(OuterRef("pk"), output_field=CharField())
    planned = Revision.page_revisions.filter(approved_go_live_at__isnull=False, object_id=key)
    return planned.values("approved_go_live_at")[:1]


def is_planned():
    """Return the condition for pages of which a version appears by itself."""
    return Exists(planned_moment())


def is_source():
    """Return the condition for pages that are no translation: Dutch, or in no language else."""
    dutch = Locale.get_default()
    sources = Page.objects.filter(translation_key=OuterRef("translation_key"), locale=dutch)
    return Q(alias_of=None) & (Q(locale=dutch) | ~Exists(sources))


def list_planned_keys():
    """Return the primary keys of the pages of which a version appears by itself, as a list."""
    planned = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    return [int(key) for key in planned.values_list("object_id", flat=True)]


def is_under_way():
    """Return the condition for pages of which visitors do not see the last version.

    The index `pages_page_under_way` is made for it.
    """
    return Q(live=False) | Q(has_unpublished_changes=True)
