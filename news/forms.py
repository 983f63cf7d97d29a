from django import forms
from django.utils.translation import gettext_lazy as _

from pages.filters import CountedFilterForm, get_query_string
from teams.models import Theme, WorkTeamPage

__all__ = ["NewsFilterForm"]


class NewsFilterForm(CountedFilterForm):
    """The filters of the list of news items."""

    translated = {"theme": Theme, "team": WorkTeamPage}

    team = forms.ChoiceField(
        label=_("Work team"), required=False, choices=[("", _("All work teams"))]
    )
    year = forms.ChoiceField(label=_("Year"), required=False, choices=[("", _("All years"))])
    theme = forms.ChoiceField(label=_("Theme"), required=False, choices=[("", _("All themes"))])

    def __init__(self, data, contents):
        """Offer what there is in `contents`, the Contents of the list."""
        themes, teams, years = contents.themes, contents.teams, contents.list_keys("year")
        super().__init__(
            data,
            choices={
                "team": [(team.slug, team) for team in teams],
                "year": [(str(year), str(year)) for year in years],
                "theme": [(theme.slug, theme) for theme in themes],
            },
            keys={
                "team": {team.slug: team.translation_key for team in teams},
                "year": {str(year): year for year in years},
                "theme": {theme.slug: theme.pk for theme in themes},
            },
            groups=contents.groups,
        )

    def filter(self, items):
        """Return the items of the chosen team, year and theme."""
        filters = self.get_filters()
        items = items.about(filters.get("theme"), filters.get("team"))
        return items.filter(listed_on__year=filters["year"]) if "year" in filters else items

    def get_feed_query(self):
        """Return the query string of the feed about the chosen team and theme, or ""."""
        chosen = {name: value for name, value in self.get_chosen().items() if name != "year"}
        return get_query_string(chosen) if chosen else ""
