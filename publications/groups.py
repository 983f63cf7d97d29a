"""What publications there are, counted by what they have in common."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef

from publications.models.publication import PublicationPage
from site_version.keeping import keep
from teams.models import Theme, WorkTeamPage

__all__ = ["Group", "list_groups", "list_teams", "list_themes"]


@dataclass(frozen=True)
class Group:
    """How many publications have the same kind, year, language, themes and teams."""

    kind: str
    year: int
    language: str
    themes: list[int]
    teams: list[int]
    number: int

    def get_keys(self, name):
        """Return what there is to find under a filter: one kind, some themes."""
        return {
            "kind": [self.kind],
            "year": [self.year],
            "language": [self.language],
            "theme": self.themes,
            "team": self.teams,
        }[name]


@keep(size=20)
def list_groups(index):
    """Return the Groups of the published publications of a PublicationIndexPage, as a list."""
    items = index.get_items().order_by()
    items = items.annotate(
        theme_keys=keys_of(PublicationPage.themes, "theme"),
        team_keys=keys_of(PublicationPage.work_teams, "workteampage"),
    )
    facts = items.values_list("kind", "year", "language", "theme_keys", "team_keys")
    return [Group(*row) for row in facts.annotate(number=Count("pk"))]


def keys_of(relation, other):
    """Return the keys that a publication has in a relation, as one array."""
    rows = relation.through.objects.filter(publicationpage=OuterRef("pk")).order_by(other)
    return ArraySubquery(rows.values(other))


@keep(size=20)
def list_themes(index):
    """Return the themes of the published publications of an index, in order, as a list."""
    keys = {key for group in list_groups(index) for key in group.themes}
    return list(Theme.objects.filter(pk__in=keys).select_related("locale"))


@keep(size=20)
def list_teams(index):
    """Return the published work teams of the published publications, by number, as a list."""
    keys = {key for group in list_groups(index) for key in group.teams}
    teams = WorkTeamPage.objects.published().filter(pk__in=keys)
    return list(teams.in_order().defer_streamfields())
