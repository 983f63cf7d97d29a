"""Filters of a list: in the address, shown as links, checked by a form."""

from collections import defaultdict
from dataclasses import dataclass

from django import forms
from django.utils.http import urlencode

__all__ = ["CountedFilterForm", "FilterForm", "FilterLink", "Group", "get_query_string"]


@dataclass(frozen=True)
class FilterLink:
    """One choice of a filter: its words, where it leads, and whether it is chosen now.

    `label` is a string, or an object with that name, which knows in which language it is.
    `number` is how much the choice leaves, where that is counted.
    """

    label: object
    url: str
    is_current: bool
    number: int | None = None


class FilterForm(forms.Form):
    """Reads filters from a query string and offers the links that change them.

    Each field is an optional ChoiceField whose choices start with ("", "all of them"). A value
    that is not among the choices filters nothing, and makes the form invalid, so that the page can
    say so. Nothing a visitor typed reaches the database.
    """

    # By name, the models of which a value is the slug: each language has slugs of its own.
    translated = {}

    def __init__(self, data, choices):
        """`choices` gives for each field a list of (value, label), without the empty one."""
        super().__init__(data)
        for name, options in choices.items():
            field = self.fields[name]
            field.choices = [*field.choices, *options]
        self.is_valid()

    def get_value(self, name):
        """Return the chosen value of a filter, or "" when none or an unknown one was asked for."""
        return self.cleaned_data.get(name, "")

    def get_chosen(self):
        """Return the filters in force as a dictionary of name to value."""
        return {name: value for name in self.fields if (value := self.get_value(name))}

    def count_filters(self):
        """Return how many filters are in force."""
        return len(self.get_chosen())

    def get_chosen_labels(self):
        """Return the filters in force in the words that visitors see."""
        return [dict(self.fields[name].choices)[value] for name, value in self.get_chosen().items()]

    def get_canonical_query(self, page_number=1):
        """Return the query string of the one address for this choice and page, or ""."""
        page = {"page": page_number} if page_number > 1 else {}
        parameters = {**self.get_chosen(), **page}
        return get_query_string(parameters) if parameters else ""

    def get_query_in(self, language):
        """Return the query string of the same choice on this list in another language, or ""."""
        chosen = {
            name: self.translate_value(name, value, language)
            for name, value in self.get_chosen().items()
        }
        return get_query_string(chosen) if any(chosen.values()) else ""

    def translate_value(self, name, value, language):
        """Return what a chosen value is called in addresses of another language, or ""."""
        if name not in self.translated:
            return value
        found = self.translated[name].objects
        keys = found.filter(slug=value).values("translation_key")
        versions = found.filter(translation_key__in=keys, locale__language_code=language)
        return versions.values_list("slug", flat=True).first() or ""

    def get_groups(self):
        """Return, for each filter worth showing, a tuple of its label and its links.

        "All of them" and one more is no choice.
        """
        return [
            (field.label, self._get_links(name, field.choices))
            for name, field in self.fields.items()
            if len(field.choices) > 2
        ]

    def _get_links(self, name, choices, numbers=None):
        """Return a FilterLink for each choice; `numbers` has what is counted, by value."""
        numbers = numbers or {}
        return [
            FilterLink(
                label=label,
                url=get_query_string({**self.get_chosen(), name: value}),
                is_current=value == self.get_value(name),
                number=numbers.get(value),
            )
            for value, label in choices
        ]


@dataclass(frozen=True)
class Group:
    """Things that are alike to the filters of their list: how many there are, and where.

    `keys` is a dictionary of the name of a filter to a list of what they are found under: one
    year, some themes or none.
    """

    number: int
    keys: dict

    def is_under(self, filters):
        """Return whether this is found under all filters, a dictionary of name to key."""
        return all(key in self.keys[name] for name, key in filters.items())


class CountedFilterForm(FilterForm):
    """Filters that say how much each choice leaves, and offer none that leaves nothing."""

    def __init__(self, data, choices, keys, groups):
        """`keys` says for each filter what a value in the address stands for in a Group.

        That is all of them for the empty one, or what `keys` has for it. `groups` is a list of the
        Groups of all there is.
        """
        self.keys = keys
        self.groups = groups
        super().__init__(data, choices)

    def get_filters(self):
        """Return the filters in force, as a dictionary of name to what a Group has."""
        asked = {name: keys.get(self.get_value(name)) for name, keys in self.keys.items()}
        return {name: key for name, key in asked.items() if key is not None}

    def count_filters(self):
        """Return how many filters somebody chose: one may be in force without, as what comes."""
        return len(self.get_chosen().keys() & self.keys.keys())

    def count(self):
        """Return how much there is with the filters in force."""
        filters = self.get_filters()
        return sum(group.number for group in self.groups if group.is_under(filters))

    def get_groups(self):
        """Return, for each filter worth showing, a tuple of its label and its links."""
        return [
            (self.fields[name].label, self._get_counted_links(name, left))
            for name in self.keys
            if self._is_choice(name, left := self._list_left(name))
        ]

    def _list_left(self, name):
        """Return which Groups each choice of a filter leaves, with the other filters as they are.

        They are lists, by the value of the choice.
        """
        others = {other: key for other, key in self.get_filters().items() if other != name}
        found = defaultdict(list)
        for group in self.groups:
            if group.is_under(others):
                for key in {None, *group.keys[name]}:
                    found[key].append(group)
        # None is what all are under.
        keys = self.keys[name]
        return {value: found[keys.get(value)] for value, _label in self.fields[name].choices}

    def _is_choice(self, name, left):
        """Return whether a filter can be taken away, or leaves something else than without it."""
        return bool(self.get_value(name)) or any(
            found and found != left[""] for found in left.values()
        )

    def _get_counted_links(self, name, left):
        """Return the links of a filter with their counts, without those that lead to nothing.

        What is chosen stays, and the way back from it.
        """
        numbers = {value: sum(group.number for group in found) for value, found in left.items()}
        shown = {"", self.get_value(name)}
        offered = [
            (value, label)
            for value, label in self.fields[name].choices
            if numbers[value] or value in shown
        ]
        return self._get_links(name, offered, numbers)


def get_query_string(parameters):
    """Return "?name=value&…" for what is not empty; "?" alone leads to the bare page."""
    return "?" + urlencode({name: value for name, value in parameters.items() if value})
