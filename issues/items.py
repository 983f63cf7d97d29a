"""What the items of an issue are about, in the language of the issue and in the source language."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.models import Locale, Page

from issues.blocks import WithoutTranslation
from languages.querysets import BasePageQuerySet
from library.renditions import renditions_lookup
from teams.models import OpenCall

__all__ = ["Linked", "list_linked"]


@dataclass(frozen=True)
class Linked:
    """An item of an issue with what it is about, as visitors see that at this moment.

    `block` is the StreamChild. `source` is the page or OpenCall in the source language, `own` the
    one in the language of the issue; each is None where visitors cannot see it, and for a text of
    the issue itself. `has_own_words` tells whether what was written in the issue for this item is
    in the language of the issue.
    """

    block: Any
    source: Any
    own: Any
    has_own_words: bool

    @property
    def is_text(self):
        return self.block.block_type == "text"

    @property
    def is_missing(self):
        """Whether it is there in the source language, and not in the language of the issue."""
        return not self.has_own_words if self.is_text else bool(self.source and not self.own)

    @property
    def is_gone(self):
        """Whether visitors cannot see what it is about in any of both languages."""
        return not self.is_text and self.source is None and self.own is None

    @property
    def choice(self):
        """What was decided about it for editions that lack it, as a WithoutTranslation."""
        return WithoutTranslation(self.block.value["without_translation"] or "")

    @property
    def is_undecided(self):
        return self.is_missing and self.choice == WithoutTranslation.UNDECIDED

    @property
    def title(self):
        """What staff know it by, or "" for what is gone."""
        shown = self.source or self.own
        return self.block.value["title"] if self.is_text else getattr(shown, "title", "")


def list_linked(issue):
    """Return a Linked for each item of an IssuePage, in order.

    It takes the same number of queries for any number of items.
    """
    blocks = list(issue.items)
    pages = load_pages({get_page_key(each) for each in blocks} - {None}, issue.locale_id)
    calls = load_calls({get_call_key(each) for each in blocks} - {None}, issue.locale_id)
    default = Locale.get_default().pk
    linked = []
    for block in blocks:
        versions = {**pages[get_page_key(block)], **calls[get_call_key(block)]}
        linked.append(
            Linked(
                block,
                source=versions.get(default),
                own=versions.get(issue.locale_id),
                has_own_words=not issue.is_untranslated("items", block.id),
            )
        )
    return linked


def get_page_key(block):
    """Return the translation key of the page that an item leads to, as a str, or None."""
    page = block.value.get("page")
    return str(page.translation_key) if page else None


def get_call_key(block):
    """Return the translation key of the open call that an item is about, as a str, or None."""
    return block.value.get("call") or None


def load_pages(keys, locale):
    """Return the published pages with some translation keys: {key: {primary key of Locale: page}}.

    Those in the source language and in the Locale with the key `locale`, each with its picture.
    """
    wanted = (
        BasePageQuerySet(Page)
        .published()
        .filter(translation_key__in=keys, locale__in={Locale.get_default().pk, locale})
    )
    found, by_type = defaultdict(dict), defaultdict(list)
    for page in wanted.defer_streamfields().specific():
        found[str(page.translation_key)][page.locale_id] = page
        by_type[type(page)].append(page)
    for pages in by_type.values():
        prefetch_related_objects(pages, renditions_lookup("lead_image__renditions", "share"))
    return found


def load_calls(keys, locale):
    """Return the open calls with some translation keys, as `load_pages` returns pages."""
    found = defaultdict(dict)
    calls = OpenCall.objects.open().filter(
        translation_key__in=keys, locale__in={Locale.get_default().pk, locale}
    )
    teams = BasePageQuerySet(Page).published()
    calls = calls.filter(team__in=teams.values("pk")).select_related("team__lead_image")
    pictures = renditions_lookup("team__lead_image__renditions", "share")
    for call in calls.prefetch_related(pictures):
        found[str(call.translation_key)][call.locale_id] = call
    return found
