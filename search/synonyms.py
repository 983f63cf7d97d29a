"""What means the same as what visitors type, as staff say it."""

from glossary.models import Term
from search.models import Synonym
from site_version.keeping import keep

__all__ = ["list_same"]


@keep(size=10)
def list_same(locale):
    """Return (what visitors may type, a list of what means the same) in a language, as a list.

    That is what staff add as synonyms, and the forms of a word that the glossary explains.
    """
    return list(find_same(locale))


def find_same(locale):
    """Yield the same, in two queries."""
    for synonym in Synonym.objects.filter(locale=locale):
        yield synonym.word, [synonym.meaning]
        if synonym.both_ways:
            yield synonym.meaning, [synonym.word]
    for term in Term.objects.filter(locale=locale):
        forms = term.list_forms()
        for form in forms:
            yield form, [each for each in forms if each != form]
