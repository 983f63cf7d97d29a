"""What means the same as what visitors type, as staff say it."""

from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar

from glossary.models import Term
from search.analysis import begins_with, get_analysis
from search.models import Synonym
from search.translated_names import find_translated
from site_version.keeping import keep

__all__ = ["find_same", "trying"]


# A synonym that is tried out before it is saved, by whoever asks at this moment.
tried = ContextVar("tried", default=None)


def find_same(locale, typed):
    """Yield (number of words, what means the same as these) for the beginning of a question.

    `typed` is the sets of lexemes of its words, from some place on. What means the same is what
    staff add as synonyms, the forms of a word that the glossary explains, and what things are
    called in the other languages of the site.
    """
    for wanted, others in dict.fromkeys(list_beginning(locale, typed[0])):
        if begins_with(wanted, typed):
            yield len(wanted), others


def list_beginning(locale, lexemes):
    """Yield (words, what means the same) of what has one of these lexemes as its first word."""
    indexes = [list_kept(locale)]
    synonym = tried.get()
    if synonym and synonym.locale == locale:
        indexes.append(index_by_first_word(locale, read_synonym(synonym)))
    for each in indexes:
        for lexeme in lexemes:
            yield from each.get(lexeme, [])


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
    return index_by_first_word(locale, read_all(locale))


def index_by_first_word(locale, pairs):
    """Return a dictionary of the lexemes of first words to (lexemes of all words, the same).

    A question looks up its own words in it, and not all that there is.
    """
    analysis, found = get_analysis(locale.language_code), defaultdict(list)
    for one, others in pairs:
        words = tuple(analysis.read_words(one))
        for lexeme in words[0] if words else []:
            found[lexeme].append((words, tuple(others)))
    return found


def read_all(locale):
    """Yield (what visitors may type, what means the same), in a fixed number of queries."""
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
