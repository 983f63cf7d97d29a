"""What a visitor gets to see of an entry."""

import datetime
from dataclasses import dataclass
from functools import partial

from django.core.paginator import Paginator
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page

from languages.querysets import BasePageQuerySet
from languages.texts import Text, get_page_language
from library.models import Document
from search.analysis import get_analysis
from search.excerpts import Segment, make_excerpt, mark
from search.finder import MOST_RANKED
from search.models import Entry
from site_version.keeping import keep

__all__ = ["Result", "ResultPaginator", "make_results"]


@dataclass(frozen=True)
class Result:
    """One thing that was found.

    Title and excerpt are lists of Segments, for marking matches, and what their `lang` attribute
    must say, or "". `details` are words beside the date: what it is, and what it is about; a theme
    is a Text, since it may be in another language.
    """

    title: list[Segment]
    title_lang: str
    url: str
    excerpt: list[Segment]
    excerpt_lang: str
    details: list[str | Text]
    date: datetime.date | None
    is_pinned: bool


class ResultPaginator(Paginator):
    """Pages of results, no further than results are put in order."""

    def __init__(self, entries, per_page, total):
        super().__init__(entries, per_page)
        self.total = total

    @cached_property
    def count(self):
        return min(self.total, MOST_RANKED)


def make_results(entries, found, request, themes, teams):
    """Return (key, Result) for a list of entries; the Result is made when it is asked for.

    What is no longer public since it was indexed is left out, whatever the index says. The key is
    all that a Result depends on, beside the version of the site.
    """
    pages = find_pages(frozenset(entry.page_id for entry in entries if entry.page_id))
    documents = Document.objects.in_bulk(
        [entry.document_id for entry in entries if entry.document_id]
    )
    names = {
        **{("theme", theme.pk): theme.get_name() for theme in themes},
        **{
            ("team", team.pk): _("Work team %(number)s") % {"number": team.number} for team in teams
        },
    }
    return [
        (
            make_key(entry, found),
            SimpleLazyObject(partial(make_result, entry, item, found, request, names)),
        )
        for entry in entries
        if (item := pages.get(entry.page_id) or documents.get(entry.document_id))
    ]


@keep(size=300)
def find_pages(keys):
    """Return the pages with these keys (a frozenset) that every visitor may see, by their key."""
    return BasePageQuerySet(Page).published().in_bulk(keys)


def make_key(entry, found):
    """Return what a Result is kept by; re-indexing does not raise the version of the site."""
    return entry.pk, entry.indexed_at, found.query.lexemes, entry.page_id in found.pinned


def make_result(entry, item, found, request, names):
    """Return the Result for an entry of `item`, a page or a document."""
    lexemes, analysis = found.query.lexemes, get_analysis(get_page_language())
    excerpt, is_summary = make_excerpt(entry.summary, entry.text, lexemes, analysis)
    return Result(
        title=mark(entry.title, lexemes, analysis),
        title_lang=get_lang(item, "title"),
        url=item.get_url(request) if entry.page_id else item.url,
        excerpt=excerpt,
        excerpt_lang=get_lang(item, "description" if is_summary else ""),
        details=get_details(entry, item, names),
        # Of a publication only the year is known, which is among its details.
        date=None if entry.kind == Entry.Kind.PUBLICATION else entry.date,
        is_pinned=entry.page_id in found.pinned,
    )


def get_lang(item, name):
    """Return what `lang` must say around a text of a document, or "" (WCAG 3.1.2).

    `name` is that of a field, or "" for the text of the file. A page is in its own language.
    """
    if not isinstance(item, Document):
        return ""
    return item.get_text(name).lang if name else Text(item.text, item.language).lang


def get_details(entry, item, names):
    """Return what an entry is and what it is about, in words; a team by its number."""
    kinds = {
        Entry.Kind.NEWS: [_("News item")],
        Entry.Kind.MEETING: [_("Meeting")],
        Entry.Kind.PUBLICATION: [_("Publication"), str(entry.date.year)] if entry.date else [],
        Entry.Kind.TEAM: [],
        Entry.Kind.PAGE: [_("Page")],
    }
    about = [("team", pk) for pk in entry.teams] + [("theme", pk) for pk in entry.themes]
    kind = [item.get_facts()] if entry.document_id else kinds[entry.kind]
    return kind + [names[key] for key in about if key in names]
