"""Puts back what is in the bin, where it was, for visitors too as far as the gate lets it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale, Page, Revision
from wagtail.signals import page_published

from bin.deleting import move_page
from bin.models import Deletion
from bin.root import leave_out_binned
from pages.addresses import find_free_slug
from pages.publishing import PublishingRefusedError

__all__ = ["RESTORED", "NoPlaceError", "Place", "Restored", "find_places", "restore_pages"]

RESTORED = "bin.restore"


class NoPlaceError(Exception):
    """There is no page any more below which a deleted one may be; its text says what to do."""


@dataclass(frozen=True)
class Place:
    """Where a DeletedPage that others went with comes back: below `parent`, as `slug`.

    `free_slug` is the same, or another where a page has that meanwhile.
    """

    deleted: object
    parent: Page
    free_slug: str

    @property
    def is_taken(self):
        return self.free_slug != self.deleted.slug

    @property
    def is_same(self):
        """Whether that is below the page that it was below."""
        return self.parent.pk == self.deleted.above[0]


@dataclass
class Restored:
    """What came back: `pages`, and `drafts` of those that visitors do not see, with why not.

    `missed` are pairs of a page of which a version was planned, and its moment, which is over.
    """

    pages: list = field(default_factory=list)
    drafts: list = field(default_factory=list)
    missed: list = field(default_factory=list)


def find_places(deletion):
    """Return where the pages of a Deletion come back, as a list of Place, Dutch first.

    Raises NoPlaceError.
    """
    tops = deletion.pages.exclude(above=[]).select_related("page__locale")
    return [find_place(each) for each in sorted(tops, key=get_order)]


def find_place(deleted):
    page = deleted.page.specific_deferred
    living = leave_out_binned(Page.objects.filter(pk__in=deleted.above)).in_bulk()
    for key in deleted.above:
        parent = living.get(key)
        if parent and type(page).can_exist_under(parent):
            return Place(deleted, parent, find_free_slug(parent, deleted.slug, page.pk))
    raise NoPlaceError(
        _("First put back the page that “%(title)s” was below.") % {"title": page.title}
    )


def get_order(deleted):
    """Return by what pages are put back: Dutch before what is made of it, and from the top down."""
    page = deleted.page
    return (page.locale_id != Locale.get_default().pk, page.depth, page.path)


@transaction.atomic
def restore_pages(deletion, user=None, slugs=None):
    """Put the pages of a Deletion back and return what became of them, as Restored.

    `slugs` has those that somebody chose, by the key of the page. Raises NoPlaceError.
    """
    deletion = Deletion.objects.select_for_update().get(pk=deletion.pk)
    restored = Restored()
    for place in find_places(deletion):
        page = place.deleted.page
        slug = (slugs or {}).get(page.pk, place.free_slug)
        move_page(page, place.parent, slug, user)
        if slug != place.deleted.slug:
            rename_draft(page, slug)
        restored.pages.append(Page.objects.get(pk=page.pk))
        log(page.specific_deferred, RESTORED, user=user)
    everything = list(deletion.pages.select_related("page__locale"))
    deletion.delete()
    for deleted in sorted(everything, key=get_order):
        if deleted.was_live:
            show_again(deleted, restored)
    for _model, _field, key, moment in deletion.cut:
        plan_again(key, datetime.fromisoformat(moment), restored)
    return restored


def plan_again(key, moment, restored):
    """Let a version, by the key of its Revision, appear when it would have, if that is to come.

    The gate is asked when its day is there.
    """
    revision = Revision.objects.filter(pk=key).first()
    if revision and moment > timezone.now():
        revision.approved_go_live_at = moment
        revision.save(update_fields=["approved_go_live_at"])
    elif revision:
        restored.missed.append((revision.content_object, moment))


def rename_draft(page, slug):
    """Let the draft of a page have the slug that it came back with."""
    draft = Revision.objects.filter(pk=page.latest_revision_id).first()
    if draft:
        draft.content["slug"] = slug
        draft.save(update_fields=["content"])


def show_again(deleted, restored):
    """Let visitors see a page as it was before; what the gate refuses is a draft from now on."""
    page = deleted.page.specific
    page.live, page.has_unpublished_changes = True, deleted.had_changes
    page.live_revision = Revision.objects.filter(pk=deleted.revision_id).first()
    try:
        with transaction.atomic():
            page.save()
    except PublishingRefusedError as refused:
        restored.drafts.append((page, refused.messages))
        return
    page_published.send(sender=type(page), instance=page, revision=None)
