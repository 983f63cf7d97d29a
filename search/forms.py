from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from languages.pages import get_language_of
from languages.texts import Text
from pages.filters import CountedFilterForm
from search.models import Entry
from teams.models import Theme, WorkTeamPage

__all__ = ["SearchForm", "clean_question"]

# In characters. PostgreSQL is asked about the words in it, at most a dozen.
LONGEST_QUESTION = 200
# Filters of which an entry can have several.
LISTS = {"theme", "team"}


def clean_question(text):
    """Return what was typed on one line, without what no database takes, and not endlessly long."""
    return " ".join(text[: 10 * LONGEST_QUESTION].replace("\0", " ").split())[:LONGEST_QUESTION]


class QuestionField(forms.CharField):
    """Takes whatever is typed; there is no wrong question."""

    def to_python(self, value):
        return clean_question(super().to_python(value))


class SearchForm(CountedFilterForm):
    """The question, and the filters of what is found; all in the address."""

    translated = {"theme": Theme, "team": WorkTeamPage}

    q = QuestionField(required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", pgettext_lazy("all kinds", "Everything"))]
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False, choices=[("", _("All themes"))])
    team = forms.ChoiceField(label=_("Work team"), required=False, choices=[("", _("All teams"))])
    year = forms.ChoiceField(label=_("Year"), required=False, choices=[("", _("All years"))])
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("", _("Best match first")), ("date", _("Newest first"))],
    )

    def __init__(self, data, contents, is_counted):
        """Offer what there is in `contents`, the Contents of what is found.

        Unless it `is_counted`, every choice is offered without a number, and may leave nothing.
        """
        self.is_counted = is_counted
        themes, teams, years = contents.themes, contents.teams, contents.list_keys("year")
        super().__init__(
            data,
            choices={
                "kind": Entry.Kind.choices,
                "theme": [(theme.slug, theme.get_name()) for theme in themes],
                "team": [(team.slug, Text(team.title, get_language_of(team))) for team in teams],
                "year": [(str(year), str(year)) for year in years],
            },
            keys={
                "kind": {kind: kind for kind in Entry.Kind.values},
                "theme": {theme.slug: theme.pk for theme in themes},
                "team": {team.slug: team.pk for team in teams},
                "year": {str(year): year for year in years},
            },
            groups=contents.groups,
        )

    def filter(self, entries):
        """Return the entries that the filters leave."""
        lookups = {
            "kind": "kind",
            "theme": "themes__contains",
            "team": "teams__contains",
            "year": "date__year",
        }
        for name, key in self.get_filters().items():
            entries = entries.filter(**{lookups[name]: [key] if name in LISTS else key})
        return entries

    def get_groups(self):
        """Return a tuple of label and links for each filter worth showing, and for the order."""
        groups = super().get_groups() if self.is_counted else self._get_uncounted_groups()
        if not self.is_counted or self.count() > 1:
            field = self.fields["sort"]
            groups.append((field.label, self._get_links("sort", field.choices)))
        return groups

    def _get_uncounted_groups(self):
        """Return every choice of each filter: one may be of fewer results than there are."""
        fields = {name: self.fields[name] for name in self.keys}
        return [
            (field.label, self._get_links(name, field.choices))
            for name, field in fields.items()
            if len(field.choices) > 1
        ]
