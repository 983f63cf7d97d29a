from django import forms
from django.utils.translation import gettext_lazy as _

from pages.filters import FilterForm
from partners.models import Municipality
from teams.models.snippets import Theme

__all__ = ["WorkTeamFilterForm"]


class WorkTeamFilterForm(FilterForm):
    """The filters of the list of work teams."""

    municipality = forms.ChoiceField(
        label=_("Municipality"), required=False, choices=[("", _("All municipalities"))]
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False, choices=[("", _("All themes"))])

    def __init__(self, data, teams):
        """Offer the municipalities and themes of `teams`, a queryset of work teams."""
        municipalities = Municipality.objects.filter(work_teams__in=teams).distinct()
        themes = Theme.objects.filter(team_themes__team__in=teams).distinct()
        super().__init__(
            data,
            choices={
                "municipality": municipalities.values_list("slug", "name"),
                "theme": [(theme.slug, theme) for theme in themes],
            },
        )

    def filter(self, teams):
        """Return the teams of the chosen municipality and theme."""
        if municipality := self.get_value("municipality"):
            teams = teams.filter(municipalities__slug=municipality)
        if theme := self.get_value("theme"):
            teams = teams.filter(team_themes__theme__slug=theme)
        return teams.distinct()
