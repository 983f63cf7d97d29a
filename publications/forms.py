from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from languages.pages import get_language_of
from languages.texts import Text
from pages.filters import CountedFilterForm
from publications.kinds import Kind, Language
from teams.models import Theme, WorkTeamPage

__all__ = ["PublicationFilterForm"]

LOOKUPS = {"theme": "themes", "team": "work_teams"}


class PublicationFilterForm(CountedFilterForm):
    """The filters of the list of publications."""

    translated = {"theme": Theme, "team": WorkTeamPage}

    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", pgettext_lazy("all kinds", "Everything"))]
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False, choices=[("", _("All themes"))])
    team = forms.ChoiceField(label=_("Work team"), required=False, choices=[("", _("All teams"))])
    year = forms.ChoiceField(label=_("Year"), required=False, choices=[("", _("All years"))])
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("All languages"))]
    )

    def __init__(self, data, groups, themes, teams):
        """Offer what there is in `groups`, a list of Groups, with these themes and work teams."""
        years = sorted({group.year for group in groups}, reverse=True)
        super().__init__(
            data,
            choices={
                "kind": Kind.choices,
                "theme": [(theme.slug, theme.get_name()) for theme in themes],
                "team": [(team.slug, Text(team.title, get_language_of(team))) for team in teams],
                "year": [(str(year), str(year)) for year in years],
                "language": Language.choices,
            },
            keys={
                "kind": {kind: kind for kind in Kind.values},
                "theme": {theme.slug: theme.pk for theme in themes},
                "team": {team.slug: team.pk for team in teams},
                "year": {str(year): year for year in years},
                "language": {language: language for language in Language.values},
            },
            groups=groups,
        )

    def filter(self, items):
        """Return the publications that the filters leave."""
        for name, key in self.get_filters().items():
            items = items.filter(**{LOOKUPS.get(name, name): key})
        return items
