from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from languages.pages import get_pages_for_visitor
from pages.filters import FilterForm, get_query_string
from site_version.keeping import keep
from teams.models import Theme, WorkTeamPage

__all__ = ["NewsFilterForm", "list_teams", "list_themes"]


@keep(size=20)
def list_themes(index):
    """Return the themes of the published items of a NewsIndexPage."""
    about = index.get_items().order_by().filter(themes=OuterRef("pk"))
    return list(Theme.objects.filter(Exists(about)))


@keep(size=20)
def list_teams(index):
    """Return the work teams of the published items of a NewsIndexPage, as pages for visitors."""
    about = index.get_items().order_by().values("work_teams")
    teams = WorkTeamPage.objects.in_order().defer_streamfields()
    return list(dict.fromkeys(get_pages_for_visitor(about, teams).values()))


class NewsFilterForm(FilterForm):
    """The filters of the list of news items."""

    translated = {"theme": Theme, "team": WorkTeamPage}

    team = forms.ChoiceField(
        label=_("Work team"), required=False, choices=[("", _("All work teams"))]
    )
    year = forms.ChoiceField(label=_("Year"), required=False, choices=[("", _("All years"))])
    theme = forms.ChoiceField(label=_("Theme"), required=False, choices=[("", _("All themes"))])

    def __init__(self, data, years, themes, teams):
        """Offer the `years` (a set), `themes` and `teams` (lists) of the items."""
        self.teams = {team.slug: team for team in teams}
        super().__init__(
            data,
            choices={
                "team": list(self.teams.items()),
                "year": [(str(year), str(year)) for year in sorted(years, reverse=True)],
                "theme": [(theme.slug, theme) for theme in themes],
            },
        )

    def filter(self, items, but=""):
        """Return the items of the chosen team, year and theme; the filter named `but` is left."""
        chosen = {name: value for name, value in self.get_chosen().items() if name != but}
        if "team" in chosen:
            items = items.about_team(self.teams[chosen["team"]])
        if "year" in chosen:
            items = items.filter(listed_on__year=chosen["year"])
        if "theme" in chosen:
            items = items.filter(themes__slug=chosen["theme"])
        return items

    def get_feed_query(self):
        """Return the query string of the feed about the chosen team and theme, or ""."""
        chosen = {name: value for name, value in self.get_chosen().items() if name != "year"}
        return get_query_string(chosen) if chosen else ""

    def count(self, items):
        """Return how many of the items each value of each filter leaves, by the name of it."""
        ways = {"team": "work_teams__translation_key", "year": "listed_on__year"}
        ways["theme"] = "themes__slug"
        numbers = {name: self.filter(items, but=name).count_by(way) for name, way in ways.items()}
        numbers["team"] = {
            slug: numbers["team"].get(team.translation_key) for slug, team in self.teams.items()
        }
        numbers["year"] = {str(year): number for year, number in numbers["year"].items()}
        return numbers
