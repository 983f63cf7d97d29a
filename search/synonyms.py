"""What means the same as what visitors type, as staff say it."""

from contextlib import contextmanager
from contextvars import ContextVar

from glossary.models import Term
from search.models import Synonym
from search.translated_names import find_translated
from site_version.keeping import keep

__all__ = ["list_same", "trying"]


# A synonym that is tried out before it is saved, by whoever asks at this moment.
tried = ContextVar("tried", default=None)


def list_same(locale):
    """Return (what visitors may type, a list of what means the same) in a language, as a list.

    That is what staff add as synonyms, the forms of a word that the glossary explains, and what
    things are called in the other languages of the site.
    """
    synonym = tried.get()
    if synonym and synonym.locale == locale:
        return [*list_kept(locale), *read_synonym(synonym)]
    return list_kept(locale)


@contextmanager
def trying(synonym):
    """Ask, for the length of a block, as if a Synonym were saved."""
    token = tried.set(synonym)
    try:
        yield
    finally:
        tried.reset(token)


@keep(size=10)
def list_kept(locale):
    return list(find_same(locale))


def find_same(locale):
    """Yield the same, in as many queries however much there is."""
    for synonym in Synonym.objects.filter(locale=locale):
        yield from read_synonym(synonym)
    for term in Term.objects.filter(locale=locale):
        forms = term.list_forms()
        for form in forms:
            yield form, [each for each in forms if each != form]
    yield from find_translated(locale)


def read_synonym(synonym):
    """Yield what a Synonym says, in the ways that it works."""
    yield synonym.word, [synonym.meaning]
    if synonym.both_ways:
        yield synonym.meaning, [synonym.word]
