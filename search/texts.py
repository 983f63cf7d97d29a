"""What the search fields of an object say, cut up the way search weighs it."""

from dataclasses import dataclass

from modelsearch.backends.database.postgres.postgres import ObjectIndexer
from modelsearch.index import AutocompleteField

from translations.gaps import remove

__all__ = ["Texts", "read_texts"]

# In characters; about thirty pages. A vector may be 1 MB, and nobody wants what is on page 300.
LONGEST_TEXT = 100_000

# Pages have a summary, documents a description; other models only a title or name.
PLACES = {
    "title": "title",
    "name": "title",
    "get_other_names": "names",
    "summary": "summary",
    "description": "summary",
}


@dataclass(frozen=True)
class Texts:
    """Title, summary and all other text, each as a string; and what one may type the start of.

    `names` is what a thing is also called and asked for by, as "Werkteam 2".
    """

    title: str
    summary: str
    text: str
    prefixes: str
    names: str = ""

    def get_weighted(self):
        """Return a list of (text, weight): a title counts for more than a summary, and so on."""
        return [*self.get_names(), (self.summary, "B"), (self.text, "C")]

    def get_names(self):
        """Return those of get_weighted() that say what a thing is called."""
        return [(name, "A") for name in [self.title, self.names] if name]


class FieldReader(ObjectIndexer):
    """Modelsearch's way through the fields; parts of a text are put on lines of their own."""

    def __init__(self, item):
        self.obj = item

    def prepare_field(self, obj, field):
        """Leave out what belongs to a page but is in another language, such as a theme."""
        locale = getattr(self.obj, "locale_id", None)
        if locale is None or getattr(obj, "locale_id", locale) == locale:
            yield from super().prepare_field(obj, field)

    def prepare_value(self, value):
        if isinstance(value, list):
            return "\n".join(self.prepare_value(item) for item in value if item)
        return "" if value is None else super().prepare_value(value)


def read_texts(item):
    """Return the Texts of an indexed object, of any model."""
    item = without_gaps(item)
    reader = FieldReader(item)
    found = {"title": [], "names": [], "summary": [], "text": [], "prefixes": []}
    for search_field in item.get_search_fields():
        for field, _weight, value in reader.prepare_field(item, search_field):
            found[get_place(search_field, field)].append(value.strip())
    joined = {place: "\n".join(filter(None, values)) for place, values in found.items()}
    return Texts(**{**joined, "text": joined["text"][:LONGEST_TEXT]})


def without_gaps(item):
    """Return a page without what still stands on it in the source language.

    Who searches in English is not helped by Dutch; the Dutch page is found by it.
    """
    gaps = getattr(item, "untranslated", [])
    if not gaps:
        return item
    item = type(item).objects.get(pk=item.pk)
    for part in gaps:
        remove(item, part)
    return item


def get_place(search_field, field):
    """Return which of the Texts a field belongs to; `search_field` is what leads to it.

    The title of a related object is not the title of this one.
    """
    if isinstance(field, AutocompleteField):
        return "prefixes"
    return PLACES.get(field.field_name, "text") if field is search_field else "text"
