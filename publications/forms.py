from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from languages.pages import get_language_of
from languages.texts import Text
from publications.kinds import Kind, Language
from teams.filters import AboutFilterForm

__all__ = ["PublicationFilterForm"]


class PublicationFilterForm(AboutFilterForm):
    """The filters of the list of publications."""

    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", pgettext_lazy("all kinds", "Everything"))]
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False, choices=[("", _("All themes"))])
    team = forms.ChoiceField(label=_("Work team"), required=False, choices=[("", _("All teams"))])
    year = forms.ChoiceField(label=_("Year"), required=False, choices=[("", _("All years"))])
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("All languages"))]
    )

    def __init__(self, data, contents):
        """Offer what there is in `contents`, the Contents of the list."""
        themes, teams, years = contents.themes, contents.teams, contents.list_keys("year")
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
                "team": {team.slug: team.translation_key for team in teams},
                "year": {str(year): year for year in years},
                "language": {language: language for language in Language.values},
            },
            groups=contents.groups,
        )

    def filter(self, items):
        """Return the publications that the filters leave."""
        filters = self.get_filters()
        items = items.about(filters.pop("theme", None), filters.pop("team", None))
        return items.filter(**filters)
