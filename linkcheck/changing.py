"""Gives all links to an address another one, or takes them away and leaves their words.

Each page is published anew as visitors have it, so that its history shows what was done and can
undo it; what somebody is still writing gets the new address too, and stays unpublished.
"""

from dataclasses import dataclass, field
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.locks import ScheduledForPublishLock
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation

from linkcheck.own import find_page
from linkcheck.reading import get_goal, get_link_goal, list_own_hosts
from linkcheck.walking import Kind, walk
from translations.links import lead_own_links, take_links_along
from translations.publishing import show
from translations.rules import get_translation

__all__ = ["Done", "LinkChange", "change_holder"]


@dataclass
class Done:
    """What came of a change: how many were changed, and (page or entry, reason) for the others.

    `is_going_on` says whether there is more, which is done in the background.
    """

    changed: int = 0
    refused: list = field(default_factory=list)
    is_going_on: bool = False


class LinkChange:
    """Puts `new`, an address, in the place of `goal`; with "", the words stay without a link.

    `goal` is as `reading.get_goal` gives it. An instance is what `walk` shows each Place to.
    """

    def __init__(self, goal, new=""):
        self._goal = goal
        self._own_hosts = list_own_hosts()
        self._new = new
        self._page = self._find_own_page(new)

    def _find_own_page(self, new):
        """Return the Page of ours that an address leads to, without a place on it, or None."""
        goal = get_goal(Kind.ADDRESS, new, self._own_hosts)
        found = find_page(goal) if goal.startswith("/") and "#" not in goal else None
        return found if isinstance(found, Page) else None

    def lead(self, address):
        """Return the address to have in the place of one: the new one, "" for none, or the same."""
        goal = get_goal(Kind.ADDRESS, address, self._own_hosts)
        return self._new if goal == self._goal else address

    def __call__(self, place):
        if place.kind == Kind.TEXT:
            return self._change_text(place.value)
        if get_goal(place.kind, place.value, self._own_hosts) != self._goal:
            return place.value
        if not self._new and place.may_be_empty:
            return "" if place.kind == Kind.ADDRESS else None
        if self._new and place.kind == Kind.ADDRESS:
            return urljoin(settings.WAGTAILADMIN_BASE_URL, self._new)
        if self._page and place.kind == Kind.PAGE:
            return self._page.pk
        reason = _("“%(part)s” cannot do without. Change it there.") % {"part": place.label}
        raise ValidationError(reason)

    def _change_text(self, html):
        soup = BeautifulSoup(html, "html.parser")
        links = [
            link
            for link in soup.find_all("a")
            if get_link_goal(link, self._own_hosts) == self._goal
        ]
        for link in links:
            if not self._new:
                link.unwrap()
            elif self._page:
                link.attrs = {"linktype": "page", "id": str(self._page.pk)}
            else:
                link.attrs = {"href": self._new}
        return str(soup) if links else html


def change_holder(holder, change, user, done):
    """Change a page or an entry of a list, and add to `done` (a Done) what came of it."""
    reason = get_obstacle(holder, user)
    try:
        if not reason:
            change_page(holder, change, user) if isinstance(holder, Page) else change_entry(
                holder, change, user
            )
    except ValidationError as refused:
        reason = " ".join(refused.messages)
    if reason:
        done.refused.append((holder, reason))
    else:
        done.changed += 1


def get_obstacle(holder, user):
    """Return why somebody may not change a page or an entry of a list now, or ""."""
    if not isinstance(holder, Page):
        may = policy_registry.get(holder).user_has_permission_for_instance(user, "change", holder)
        return "" if may else _("You may not change this.")
    if not holder.permissions_for_user(user).can_publish():
        return _("You may not publish this page.")
    lock = holder.get_lock()
    # What is planned is locked too, and keeps its date here.
    if lock and lock.for_user(user) and not isinstance(lock, ScheduledForPublishLock):
        return _("Somebody has locked this page.")
    # Publishing would end it, and the author would have to submit the page again.
    if holder.current_workflow_state:
        return _("This page waits for approval. Try again after that.")
    return ""


@transaction.atomic
def change_page(page, change, user):
    """Publish a page with its links changed, and change what is not published yet likewise.

    Its translations follow by themselves.
    """
    page = type(page).objects.select_for_update(of=["self"]).get(pk=page.pk)
    waiting = list_waiting(page)
    for translation in list_translations(page):
        lead_own_links(translation, change.lead)
    # What is newer than a revision that is made here is saved again, so that it stays the newest.
    if is_anew := walk(page, change):
        publish(page, user)
        for translation in list_translations(page):
            take_links_along(translation, user)
    for revision, draft in waiting:
        if walk(draft, change) or is_anew:
            is_anew = True
            kept = draft.save_revision(user=user, log_action=True, clean=False)
            # It is planned: its date stays.
            if revision.approved_go_live_at:
                kept.publish(user=user)


def list_translations(page):
    """Return the Translations into and out of the language of a page, as a queryset."""
    return Translation.objects.filter(
        Q(source__locale=page.locale_id) | Q(target_locale=page.locale_id),
        source__object_id=page.translation_key,
        enabled=True,
    ).select_related("source", "target_locale")


def list_waiting(page):
    """Return (Revision, page) for what is planned and what is written, not published, in order."""
    if not page.has_unpublished_changes:
        return []
    revisions = {each.pk: each for each in [page.scheduled_revision, page.latest_revision] if each}
    return [(each, each.as_object()) for _key, each in sorted(revisions.items())]


def publish(page, user):
    """Publish a page as it is here; a translation in its own way, which keeps waiting words."""
    translation = get_translation(page)
    if translation:
        show(translation, page, user)
    else:
        page.save_revision(user=user, log_action=True, clean=False).publish(user=user)


@transaction.atomic
def change_entry(entry, change, user):
    """Save an entry of a list with its links changed."""
    entry = type(entry).objects.select_for_update(of=["self"]).get(pk=entry.pk)
    if walk(entry, change):
        entry.save()
        log(entry, "wagtail.edit", user=user)
