"""The filters of the agenda: what comes or a year of the archive, a theme, a work team."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.filters import CountedFilterForm
from teams.models import Theme, WorkTeamPage

__all__ = ["COMING", "AgendaFilterForm", "name_team"]


# The year of what is not over.
COMING = 0


class AgendaFilterForm(CountedFilterForm):
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

    def __init__(self, data, contents):
        """Offer what there is in `contents`, the Contents of the list."""
        themes, teams = contents.themes, contents.teams
        years = [year for year in contents.list_keys("year") if year != COMING]
        super().__init__(
            data,
            choices={
                "year": [(str(year), str(year)) for year in years],
                "theme": [(theme.slug, theme) for theme in themes],
                "team": [(team.slug, name_team(team)) for team in teams],
            },
            keys={
                "year": {"": COMING, **{str(year): year for year in years}},
                "theme": {theme.slug: theme.pk for theme in themes},
                "team": {team.slug: team.translation_key for team in teams},
            },
            groups=contents.groups,
        )

    def filter(self, meetings):
        """Return the meetings of the chosen theme and team, whenever they are."""
        filters = self.get_filters()
        return meetings.about(filters.get("theme"), filters.get("team"))

    def filter_time(self, meetings):
        """Return those of a chosen year that are over, or else those that come."""
        if year := self.get_value("year"):
            return meetings.over().filter(start__year=year)
        return meetings.coming()


def name_team(team):
    """Return what a team is called in few words: “Work team 2”."""
    return _("Work team %(number)s") % {"number": team.number}
