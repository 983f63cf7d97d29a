"""Filters of a list: in the address, shown as links, checked by a form."""

from dataclasses import dataclass

from django import forms
from django.utils.http import urlencode

__all__ = ["CountedFilterForm", "FilterForm", "FilterLink", "get_query_string"]


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
    # By the name of a field, how much each of its values leaves with the other filters as they are;
    # what leaves nothing is not offered. A list that does not count offers all.
    numbers = {}

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
        """Return, for each filter worth showing, a tuple of its label and its links."""
        return [
            (field.label, self._get_links(name, offered, self.numbers.get(name)))
            for name, field in self.fields.items()
            if self._is_choice(name, offered := self._get_offered(name))
        ]

    def _is_choice(self, name, offered):
        """Return whether there is something to choose: "all" and one more is none.

        To who chose that one, because the others leave nothing, it is the way back.
        """
        return len(offered) > (1 if name in self.numbers and self.get_value(name) else 2)

    def _get_offered(self, name):
        """Return the choices of a field without those that leave nothing; what is chosen stays."""
        numbers, chosen = self.numbers.get(name), self.get_value(name)
        return [
            (value, label)
            for value, label in self.fields[name].choices
            if numbers is None or value in {"", chosen} or numbers.get(value)
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


class CountedFilterForm(FilterForm):
    """Filters that say how much each choice leaves, and offer none that leaves nothing."""

    def __init__(self, data, choices, keys, groups):
        """`keys` says for each filter what a value in the address stands for in a group.

        `groups` is all there is, as objects with a `number` of things that are alike, and a method
        `get_keys` that gives, for the name of a filter, a list of the keys they are found under.
        """
        self.keys = keys
        self.groups = groups
        super().__init__(data, choices)

    def get_filters(self):
        """Return the filters in force, as a dictionary of name to what a group has."""
        chosen = self.get_chosen()
        return {name: keys[chosen[name]] for name, keys in self.keys.items() if name in chosen}

    def count(self, **other):
        """Return how much there is with the filters in force, or with `other` ones.

        None instead of a key is for a filter that is taken away.
        """
        filters = {**self.get_filters(), **other}
        return sum(
            group.number
            for group in self.groups
            if all(key is None or key in group.get_keys(name) for name, key in filters.items())
        )

    def get_groups(self):
        """Return, for each filter worth showing, a tuple of its label and its links."""
        return [
            (self.fields[name].label, self._get_links(name, self.fields[name].choices))
            for name in self.keys
            if self._divides(name)
        ]

    def _divides(self, name):
        """Return whether a filter can be taken away, or leave only some of what there is."""
        everything = self.count(**{name: None})
        return bool(self.get_value(name)) or any(
            0 < self.count(**{name: key}) < everything for key in self.keys[name].values()
        )

    def _get_links(self, name, choices):
        """Return the links of a filter with their counts, without those that lead to nothing."""
        numbers = {value: self.count(**{name: key}) for value, key in self.keys[name].items()}
        numbers[""] = self.count(**{name: None})
        offered = [
            (value, label)
            for value, label in choices
            if numbers[value] or value == self.get_value(name)
        ]
        return super()._get_links(name, offered, numbers)


def get_query_string(parameters):
    """Return "?name=value&…" for what is not empty; "?" alone leads to the bare page."""
    return "?" + urlencode({name: value for name, value in parameters.items() if value})
