"""The rows of the board and the first screen: how far something is, and what can be done about it.

They are read from `models.Progress`, so that they cost the same for any number of pages.
"""

from dataclasses import dataclass

from django.db.models import F
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from languages.querysets import BasePageQuerySet
from translations.models import Progress
from translations.permissions import list_shown, may_translate_into
from translations.states import State
from translations.targets import list_target_locales

__all__ = ["ORDERINGS", "Row", "list_urgent", "load_rows"]

CHANGED_LAST = F("changed_at").desc(nulls_last=True)
# The orders of the rows, by the name that the board has for each.
ORDERINGS = {
    "urgency": ["urgency", "-times_read", CHANGED_LAST, "pk"],
    "-urgency": ["-urgency", "-times_read", CHANGED_LAST, "pk"],
    "changed_at": [F("changed_at").asc(nulls_last=True), "pk"],
    "-changed_at": [CHANGED_LAST, "pk"],
}


@dataclass(frozen=True)
class Row:
    """How far a page or snippet is, as somebody sees it who may do this or that about it.

    `source` and `target` are pages that visitors see; None where there is none.
    """

    progress: Progress
    # The code of the language that the title is in.
    language: str
    source: Page | None
    target: Page | None
    may_translate: bool
    may_publish: bool
    # Where they may take the translation off the site; "" where they may not, or need not.
    removal_url: str

    @property
    def title(self):
        return self.progress.title

    @property
    def state(self):
        return self.progress.state

    @property
    def behind(self):
        return self.progress.behind

    @property
    def key(self):
        return self.progress.key

    @property
    def pages(self):
        """Return the pages that visitors see, the Dutch one first, as a list."""
        return [page for page in [self.source, self.target] if page]

    @property
    def can_be_started(self):
        return self.state == State.MISSING


def load_rows(kept, user):
    """Return Progress as a list of Row for a member of staff; it takes a few queries for all."""
    kept = list(kept)
    pages = load_pages(kept)
    rights = Rights(user, kept)
    dutch = Locale.get_default()
    return [
        Row(
            progress=each,
            language=(each.locale if each.state == State.GONE else dutch).language_code,
            source=pages.get(each.source_pk) if each.is_of_page else None,
            target=pages.get(each.target_pk) if each.is_of_page else None,
            may_translate=rights.may("change", each),
            may_publish=rights.may("publish", each),
            removal_url=rights.get_removal_url(each) if each.state == State.GONE else "",
        )
        for each in kept
    ]


def load_pages(kept):
    """Return the pages of rows that visitors see, by their primary key."""
    pks = {pk for row in kept if row.is_of_page for pk in [row.source_pk, row.target_pk]}
    return BasePageQuerySet(Page).published().select_related("locale").in_bulk(pks - {None})


class Rights:
    """What somebody may do about rows of the board, asked once for all of them."""

    def __init__(self, user, kept):
        self.user = user
        targets = {row.target_pk for row in kept if row.is_of_page} - {None}
        self.pages = {
            action: set(
                policy_registry.get_by_type(Page)
                .instances_user_has_permission_for(user, action)
                .filter(pk__in=targets)
                .values_list("pk", flat=True)
            )
            for action in ["change", "publish"]
        }
        locales = {row.locale_id: row.locale for row in kept if not row.is_of_page}
        self.languages = {pk for pk, each in locales.items() if may_translate_into(user, each)}

    def get_removal_url(self, row):
        """Return where they may take the translation of a row off the site, or ""."""
        if row.is_of_page:
            url = reverse("wagtailadmin_pages:unpublish", args=[row.target_pk])
            return url if self.may("publish", row) else ""
        viewset = row.model.snippet_viewset
        may_delete = viewset.permission_policy.user_has_permission(self.user, "delete")
        return reverse(viewset.get_url_name("delete"), args=[row.target_pk]) if may_delete else ""

    def may(self, action, row):
        """Return whether they may do this ("change" or "publish") to the translation of a row."""
        if row.is_of_page:
            return row.target_pk in self.pages[action]
        return row.locale_id in self.languages


def list_urgent(user, number):
    """Return the most urgent rows over all languages as a list of Row, none that is current."""
    found = []
    for locale in list_target_locales():
        # As a range, which the index of the board has; what is current comes last.
        shown = list_shown(user, locale).filter(urgency__lt=State.CURRENT.urgency)
        found += shown.select_related("locale", "kind").order_by(*ORDERINGS["urgency"])[:number]
    return load_rows(sorted(found, key=lambda row: row.urgency)[:number], user)
