"""What helps beside results: the meaning of a word, and themes near to what finds nothing."""

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from wagtail.models import Page

from glossary.models import Term
from languages.pages import get_pages_for_visitor
from search.analysis import begins_with, get_analysis
from site_version.keeping import keep
from teams.models import Theme

__all__ = ["Explained", "explain", "find_near_themes"]

# More meanings, or more themes to choose from, would stand between the field and the results.
MOST_EXPLAINED = 2
MOST_THEMES = 5


@dataclass(frozen=True)
class Explained:
    """A Term of the glossary that is asked for, and the page that tells more, or None."""

    term: Term
    page: Page | None


def explain(text, locale):
    """Return what the glossary explains of a question, as a list of Explained, in its order."""
    analysis = get_analysis(locale.language_code)
    asked = analysis.read_words(text)
    found = {}
    for words, term in list_forms(locale):
        for start in range(len(asked)):
            if begins_with(words, asked[start:]):
                found.setdefault(term.pk, (start, term))
    terms = [term for _start, term in sorted(found.values(), key=lambda each: each[0])]
    pages = get_pages_for_visitor({term.page_id for term in terms if term.page_id}) if terms else {}
    return [Explained(term, pages.get(term.page_id)) for term in terms[:MOST_EXPLAINED]]


@keep(size=10)
def list_forms(locale):
    """Return (lexemes of each word, Term) for all that a glossary explains, the longest first."""
    analysis = get_analysis(locale.language_code)
    forms = [
        (words, term)
        for term in Term.objects.filter(locale=locale)
        for form in term.list_forms()
        if (words := analysis.read_words(form))
    ]
    return sorted(forms, key=lambda each: -len(each[0]))


def find_near_themes(text, locale):
    """Return the themes of a language whose names look most like a question, the nearest first."""
    likeness = TrigramSimilarity("name", text)
    themes = Theme.objects.filter(locale=locale).annotate(likeness=likeness)
    return list(themes.order_by("-likeness", "sort_order")[:MOST_THEMES])
