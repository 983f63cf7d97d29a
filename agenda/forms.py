"""The filters of the agenda: what comes or a year of the archive, a theme, a work team."""

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.filters import FilterForm
from site_version.keeping import keep
from teams.models import Theme, WorkTeamPage

__all__ = ["AgendaFilterForm", "list_teams", "list_themes", "list_years", "name_team"]


@keep(size=20)
def list_years(index):
    """Return the years of the meetings of an AgendaIndexPage that are over, the last first."""
    days = index.get_items().over().order_by()
    return [day.year for day in days.datetimes("start", "year", order="DESC")]


@keep(size=20)
def list_themes(index):
    """Return the themes of the published meetings of an AgendaIndexPage."""
    about = index.get_items().order_by().filter(themes=OuterRef("pk"))
    return list(Theme.objects.filter(Exists(about)))


@keep(size=20)
def list_teams(index):
    """Return the published work teams of the published meetings of an AgendaIndexPage."""
    about = index.get_items().order_by().filter(work_teams=OuterRef("pk"))
    teams = WorkTeamPage.objects.published().in_order().defer_streamfields()
    return list(teams.filter(Exists(about)))


class AgendaFilterForm(FilterForm):
    """The filters of the list of meetings; without a year it is what comes."""

    translated = {"theme": Theme, "team": WorkTeamPage}

    year = forms.ChoiceField(
        label=gettext_lazy("When"), required=False, choices=[("", gettext_lazy("What comes"))]
    )
    theme = forms.ChoiceField(
        label=gettext_lazy("Theme"), required=False, choices=[("", gettext_lazy("All themes"))]
    )
    team = forms.ChoiceField(
        label=gettext_lazy("Work team"),
        required=False,
        choices=[("", gettext_lazy("All work teams"))],
    )

    def __init__(self, data, years, themes, teams):
        """Offer lists of years, of Themes and of WorkTeamPages."""
        super().__init__(
            data,
            choices={
                "year": [(str(year), str(year)) for year in years],
                "theme": [(theme.slug, theme) for theme in themes],
                "team": [(team.slug, name_team(team)) for team in teams],
            },
        )

    def get_groups(self):
        """Return the filters worth showing; a single year is a choice beside what comes."""
        groups = super().get_groups()
        if len(self.fields["year"].choices) == 2:
            field = self.fields["year"]
            groups.insert(0, (field.label, self._get_links("year", field.choices)))
        return groups

    def filter(self, meetings):
        """Return the meetings of the chosen theme and team, whenever they are."""
        if theme := self.get_value("theme"):
            meetings = meetings.filter(themes__slug=theme)
        if team := self.get_value("team"):
            meetings = meetings.filter(work_teams__slug=team)
        return meetings

    def filter_time(self, meetings):
        """Return those of a chosen year that are over, or else those that come."""
        if year := self.get_value("year"):
            return meetings.over().filter(start__year=year)
        return meetings.coming()


def name_team(team):
    """Return what a team is called in few words: “Work team 2”."""
    return _("Work team %(number)s") % {"number": team.number}
