from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from languages.pages import get_language_of
from languages.texts import Text
from pages.filters import FilterForm
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


class SearchForm(FilterForm):
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

    def __init__(self, data, groups, themes, teams):
        """Offer what there is in `groups`, a list of Groups, with these themes and work teams."""
        self.groups = groups
        years = sorted({group.year for group in groups if group.year}, reverse=True)
        # For each filter, what a value in the address stands for in a Group.
        self.keys = {
            "kind": {kind: kind for kind in Entry.Kind.values},
            "theme": {theme.slug: theme.pk for theme in themes},
            "team": {team.slug: team.pk for team in teams},
            "year": {str(year): year for year in years},
        }
        super().__init__(
            data,
            choices={
                "kind": Entry.Kind.choices,
                "theme": [(theme.slug, theme.get_name()) for theme in themes],
                "team": [(team.slug, Text(team.title, get_language_of(team))) for team in teams],
                "year": [(str(year), str(year)) for year in years],
            },
        )

    def get_filters(self):
        """Return the filters in force, as a dictionary of name to what a Group has."""
        chosen = self.get_chosen()
        return {name: keys[chosen[name]] for name, keys in self.keys.items() if name in chosen}

    def count(self, **other):
        """Return how many results there are with the filters in force, or with `other` ones.

        None instead of a key is for a filter that is taken away.
        """
        filters = {**self.get_filters(), **other}
        return sum(
            group.number
            for group in self.groups
            if all(key is None or key in group.get_keys(name) for name, key in filters.items())
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
        """Return, for each filter worth showing, a tuple of its label and its links."""
        shown = [*filter(self._divides, self.keys)]
        if self.count() > 1:
            shown.append("sort")
        return [
            (self.fields[name].label, self._get_links(name, self.fields[name].choices))
            for name in shown
        ]

    def _divides(self, name):
        """Return whether a filter can be taken away, or leave only some of the results."""
        everything = self.count(**{name: None})
        return bool(self.get_value(name)) or any(
            0 < self.count(**{name: key}) < everything for key in self.keys[name].values()
        )

    def _get_links(self, name, choices):
        """Return the links of a filter with their counts, without those that lead to nothing."""
        if name not in self.keys:
            return super()._get_links(name, choices)
        numbers = {value: self.count(**{name: key}) for value, key in self.keys[name].items()}
        offered = [
            (value, label)
            for value, label in choices
            if not value or numbers[value] or value == self.get_value(name)
        ]
        return super()._get_links(name, offered, numbers)
