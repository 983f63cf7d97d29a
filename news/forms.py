from django import forms
from django.utils.translation import gettext_lazy as _

from teams.filters import AboutFilterForm

__all__ = ["NewsFilterForm"]


class NewsFilterForm(AboutFilterForm):
    """The filters of the list of news items."""

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
