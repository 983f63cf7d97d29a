"""What is on a list of pages about themes and work teams, counted by what they have in common."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef

from languages.pages import get_pages_for_visitor
from pages.filters import Group
from teams.models import Theme, WorkTeamPage

__all__ = ["Contents", "count_contents"]


@dataclass(frozen=True)
class Contents:
    """The Groups of what is on a list, by "theme", "team" and more, and what can be chosen of it.

    `themes` is a list of Themes, and `teams` one of work teams, as pages for visitors.
    """

    groups: list[Group]
    themes: list[Theme]
    teams: list[WorkTeamPage]

    def list_keys(self, name):
        """Return the keys that there are of a filter, the last one first."""
        return sorted({key for group in self.groups for key in group.keys[name]}, reverse=True)


def count_contents(pages, *fields, **expressions):
    """Return the Contents of a queryset of pages about themes and work teams.

    Its Groups have a theme under its key and a team under its translation key, as the same team
    may be chosen in any language. `fields` and `expressions` say what else they have in common.
    """
    about = {"theme": keys_of(pages.model, "themes"), "team": keys_of(pages.model, "work_teams")}
    rows = pages.order_by().values(*fields, **expressions, **about).annotate(number=Count("pk"))
    rows = list(rows)
    teams = get_pages_for_visitor(
        {pk for row in rows for pk in row["team"]},
        WorkTeamPage.objects.in_order().defer_streamfields(),
    )
    themes = Theme.objects.filter(pk__in={pk for row in rows for pk in row["theme"]})
    return Contents(
        groups=[make_group(row, teams) for row in rows],
        themes=list(themes.select_related("locale")),
        teams=list(dict.fromkeys(teams.values())),
    )


def make_group(row, teams):
    """Return the Group of a row of the database; `teams` are the pages for visitors, by key."""
    number, themes, about = row.pop("number"), row.pop("theme"), row.pop("team")
    found = {teams[pk].translation_key for pk in about if pk in teams}
    facts = {name: [value] for name, value in row.items()}
    return Group(number, {**facts, "theme": themes, "team": list(found)})


def keys_of(model, name):
    """Return the keys that a page of a model has in a relation to many, as one array."""
    field = model._meta.get_field(name)
    other = field.m2m_reverse_field_name()
    rows = field.remote_field.through.objects.filter(**{field.m2m_field_name(): OuterRef("pk")})
    return ArraySubquery(rows.order_by(other).values(other))
