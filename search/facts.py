"""What the database has about a page that the index keeps beside its words."""

from dataclasses import dataclass
from functools import cache

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func, OuterRef, Subquery, Value
from wagtail.models import Page

from agenda.models import MeetingPage
from languages.querysets import BasePageQuerySet
from news.models import NewsPage
from publications.models import PublicationPage
from search.models import Entry
from teams.models import TeamTheme, ThemePage, WorkTeamPage

__all__ = ["Facts", "get_facts_query", "read_facts"]


@dataclass(frozen=True)
class Facts:
    """What the database has about a page: keys to filter by, and the words counted so far."""

    themes: list[int]
    teams: list[int]
    words: list[str] | None


def keys_of(model, owner, other):
    """Return the keys of `other` in the rows of `model` that a page owns, as one array."""
    rows = model.objects.filter(**{owner: OuterRef("pk")}).order_by(other)
    return ArraySubquery(rows.values(other))


KEYS = ArrayField(BigIntegerField())
NONE = Value([], output_field=KEYS)
OWN_KEY = Func(F("pk"), template="ARRAY[%(expressions)s]", output_field=KEYS)
# The themes and the work teams of each type of page that has them.
FILTERS = {
    NewsPage: (
        keys_of(NewsPage.themes.through, "newspage", "theme"),
        keys_of(NewsPage.work_teams.through, "newspage", "workteampage"),
    ),
    MeetingPage: (
        keys_of(MeetingPage.themes.through, "meetingpage", "theme"),
        keys_of(MeetingPage.work_teams.through, "meetingpage", "workteampage"),
    ),
    PublicationPage: (
        keys_of(PublicationPage.themes.through, "publicationpage", "theme"),
        keys_of(PublicationPage.work_teams.through, "publicationpage", "workteampage"),
    ),
    WorkTeamPage: (keys_of(TeamTheme, "team", "theme"), OWN_KEY),
    ThemePage: (keys_of(ThemePage, "pk", "theme"), NONE),
}


def read_facts(pages):
    """Return, in one question, a Facts for each page of one type that every visitor may see.

    It is a dictionary with the keys of the pages.
    """
    rows = get_facts_query(type(pages[0])).published().filter(pk__in=[page.pk for page in pages])
    return {key: Facts(*facts) for key, *facts in rows}


@cache
def get_facts_query(model):
    """Return the rows of all pages for read_facts(), as pages of one type have them.

    It is kept, because composing it takes longer than asking it. Which pages are published is
    asked each time: that question is shorter as long as no page is private.
    """
    themes, teams = FILTERS.get(model, (NONE, NONE))
    words = Subquery(Entry.objects.filter(page=OuterRef("pk")).values("words"))
    pages = BasePageQuerySet(Page).annotate(theme_ids=themes, team_ids=teams, entry_words=words)
    return pages.values_list("pk", "theme_ids", "team_ids", "entry_words")
