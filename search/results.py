"""What a visitor gets to see of an entry."""

import datetime
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.utils.functional import cached_property

from library.models import Document
from search.analysis import get_analysis
from search.excerpts import Segment, make_excerpt, mark
from search.finder import MOST_RANKED
from search.index import get_findable_pages

__all__ = ["Result", "ResultPaginator", "make_results"]


@dataclass(frozen=True)
class Result:
    """One thing that was found. Title and excerpt are lists of Segments, for marking matches."""

    title: list[Segment]
    url: str
    excerpt: list[Segment]
    kind: str
    date: datetime.date | None
    themes: list[str]
    teams: list[int]
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
    theme_names = {theme.pk: theme.name for theme in themes}
    team_numbers = {team.pk: team.number for team in teams}
    return [
        Result(
            title=mark(entry.title, found.query.lexemes, analysis),
            url=item.get_url(request) if entry.page_id else item.url,
            excerpt=make_excerpt(entry.summary, entry.text, found.query.lexemes, analysis),
            kind=entry.get_kind_display() if entry.page_id else item.get_kind_and_size(),
            date=entry.date,
            themes=[theme_names[pk] for pk in entry.themes if pk in theme_names],
            teams=[team_numbers[pk] for pk in entry.teams if pk in team_numbers],
            is_pinned=entry.page_id in found.pinned,
        )
        for entry in entries
        if (item := pages.get(entry.page_id) or documents.get(entry.document_id))
    ]
