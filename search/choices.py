"""What the results of a question can be filtered by."""

from pages.filters import Group
from search.models import Entry
from site_version.keeping import keep
from teams.contents import Contents
from teams.models import Theme, WorkTeamPage

__all__ = ["make_contents"]


def make_contents(found, locale):
    """Return the Contents of what is Found, with themes and teams of the rest of it as well.

    Of what is not counted nobody knows what it is about: that may be all there is.
    """
    groups = found.groups if found.is_counted else [list_everything(locale)]
    themes = {pk for group in groups for pk in group.keys["theme"]}
    teams = {pk for group in groups for pk in group.keys["team"]}
    for entry in found.rest:
        themes.update(entry.themes)
        teams.update(entry.teams)
    return Contents(groups, list_themes(frozenset(themes)), list_teams(frozenset(teams)))


@keep(size=10)
def list_everything(locale):
    """Return a Group of nothing, under all that something in a language may be found under."""
    years = Entry.objects.filter(locale=locale).dates("date", "year")
    return Group(
        0,
        {
            "kind": [],
            "year": [day.year for day in years],
            "theme": list(Theme.objects.filter(locale=locale).values_list("pk", flat=True)),
            "team": list(WorkTeamPage.objects.filter(locale=locale).values_list("pk", flat=True)),
        },
    )


@keep(size=100)
def list_themes(keys):
    """Return the themes with these keys (a frozenset), each with its language."""
    return list(Theme.objects.filter(pk__in=keys).select_related("locale"))


@keep(size=100)
def list_teams(keys):
    """Return the published work teams with these keys (a frozenset); others are not to be named."""
    teams = WorkTeamPage.objects.filter(pk__in=keys).published()
    return list(teams.in_order().defer_streamfields())
