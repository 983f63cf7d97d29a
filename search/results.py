"""What a visitor gets to see of an entry."""

import datetime
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from library.models import Document
from search.analysis import get_analysis
from search.excerpts import Segment, make_excerpt, mark
from search.finder import MOST_RANKED
from search.index import get_findable_pages
from search.models import Entry

__all__ = ["Result", "ResultPaginator", "make_results"]


@dataclass(frozen=True)
class Result:
    """One thing that was found.

    Title and excerpt are lists of Segments, for marking matches; `details` are words beside the
    date: what it is, and what it is about.
    """

    title: list[Segment]
    url: str
    excerpt: list[Segment]
    details: list[str]
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


def make_results(entries, found, locale, request, themes, teams):
    """Return the Results for a list of entries.

    What is no longer public since it was indexed is left out, whatever the index says.
    """
    analysis = get_analysis(locale.language_code)
    pages = get_findable_pages().in_bulk([entry.page_id for entry in entries if entry.page_id])
    documents = Document.objects.in_bulk(
        [entry.document_id for entry in entries if entry.document_id]
    )
    names = {
        **{("theme", theme.pk): theme.name for theme in themes},
        **{
            ("team", team.pk): _("Work team %(number)s") % {"number": team.number} for team in teams
        },
    }
    return [
        Result(
            title=mark(entry.title, found.query.lexemes, analysis),
            url=item.get_url(request) if entry.page_id else item.url,
            excerpt=make_excerpt(entry.summary, entry.text, found.query.lexemes, analysis),
            details=get_details(entry, item, names),
            date=entry.date,
            is_pinned=entry.page_id in found.pinned,
        )
        for entry in entries
        if (item := pages.get(entry.page_id) or documents.get(entry.document_id))
    ]


def get_details(entry, item, names):
    """Return what an entry is and what it is about, in words; a team by its number."""
    kinds = {
        Entry.Kind.NEWS: [_("News item")],
        Entry.Kind.TEAM: [],
        Entry.Kind.PAGE: [_("Page")],
    }
    about = [("team", pk) for pk in entry.teams] + [("theme", pk) for pk in entry.themes]
    kind = [item.get_facts()] if entry.document_id else kinds[entry.kind]
    return kind + [names[key] for key in about if key in names]
