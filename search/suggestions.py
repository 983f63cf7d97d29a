"""What the search field suggests to somebody who is still typing: pages by their title, and words.

The last word may be unfinished. How far a title goes with what was typed counts for most, and a
page or work team for more than one of many news items, meetings, publications or documents.
"""

from dataclasses import dataclass

from django.db import connection
from django.db.models import F
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.models import Page

from glossary.models import Term
from languages.querysets import BasePageQuerySet
from library.models import Document
from search.analysis import MOST_WORDS, get_analysis
from search.finder import get_findable_entries
from search.models import Entry, Word
from search.vectors import WrittenQuery, all_of, any_of, in_order, prefix_of, quote
from search.vocabulary import fold_word
from site_version.keeping import keep
from teams.models import Theme

__all__ = ["Suggested", "suggest"]

# One letter begins too many words.
SHORTEST_PREFIX = 2
MOST_TITLES = 5
MOST_OTHERS = 3
# So many are compared, of each sort; more of them begin alike only on a large site.
MOST_COMPARED = 40

# Which of some tsqueries match a title, as PostgreSQL reads them.
IN_TITLES = f"""
    SELECT query FROM unnest(%s::text[]) AS query WHERE EXISTS (
        SELECT FROM {Entry._meta.db_table}
        WHERE locale_id = %s AND title_vector @@ query::tsquery
    )
"""  # noqa: S608 - constants


@dataclass(frozen=True)
class Suggested:
    """One suggestion: its text, where it leads, and what that is, in words."""

    text: str
    url: str
    kind: str


def suggest(text, locale, request=None):
    """Return the Suggested for what somebody typed so far, as a list; titles before words."""
    analysis = get_analysis(locale.language_code)
    tokens = list(analysis.find_tokens(text))[:MOST_WORDS]
    if sum(len(token.joined) for token in tokens) < SHORTEST_PREFIX:
        return []
    titles = [
        Suggested(entry.title, get_url(entry, item, request), name_kind(entry))
        for entry, item in find_titles(tokens, locale)[:MOST_TITLES]
    ]
    typed = "".join(token.joined for token in tokens)
    return titles + find_words(analysis, typed, [each.text for each in titles], locale)


def find_titles(tokens, locale):
    """Return (entry, page or document) for what visitors may see with such a title, best first."""
    wanted = get_findable_entries(locale).filter(title_vector=WrittenQuery(write_query(tokens)))
    entries = wanted.only("kind", "title", "date", "page", "document")
    newest = entries.filter(kind=Entry.Kind.NEWS).order_by(F("date").desc(nulls_last=True), "-pk")
    others = entries.exclude(kind=Entry.Kind.NEWS).order_by("-pk")
    found = [*others[:MOST_COMPARED], *newest[:MOST_COMPARED]]
    typed = fold_word("".join(token.joined for token in tokens))
    # News stays newest first: sorting keeps the order of equals.
    found.sort(key=lambda entry: (not fold_word(entry.title).startswith(typed), rank_kind(entry)))
    pages = BasePageQuerySet(Page).published().in_bulk([entry.page_id for entry in found])
    documents = Document.objects.in_bulk([entry.document_id for entry in found])
    items = [
        (entry, pages.get(entry.page_id) or documents.get(entry.document_id)) for entry in found
    ]
    return [(entry, item) for entry, item in items if item]


def write_query(tokens):
    """Return the tsquery for titles with words that stand as typed, and one that begins so."""
    *whole, last = [token.words for token in tokens]
    *before, start = last
    words = [in_order(f"{quote(word)}:A" for word in each) for each in whole]
    unfinished = in_order([*(f"{quote(word)}:A" for word in before), f"{prefix_of(start)}A"])
    return all_of([*words, unfinished])


def rank_kind(entry):
    """Return how early something of this kind is suggested, and among pages a short title first."""
    is_one_of_many = entry.kind not in {Entry.Kind.PAGE, Entry.Kind.TEAM}
    return is_one_of_many, 0 if is_one_of_many else len(entry.title)


def get_url(entry, item, request):
    return item.url if entry.document_id else item.get_url(request)


def name_kind(entry):
    """Return what an entry is, in a word or two."""
    kinds = {
        Entry.Kind.NEWS: _("News item"),
        Entry.Kind.MEETING: _("Meeting"),
        Entry.Kind.PUBLICATION: _("Publication"),
        Entry.Kind.TEAM: _("Work team"),
        Entry.Kind.PAGE: _("Page"),
        Entry.Kind.DOCUMENT: _("Document"),
    }
    return kinds[entry.kind]


def find_words(analysis, typed, titles, locale):
    """Return the Suggested for words that begin as a folded one does, at most MOST_OTHERS.

    Themes and words with an explanation first, then words of titles by how many pages have them.
    Each in one form, and none that is one of `titles`.
    """
    names = {
        **{name: _("Theme") for name in list_themes(locale)},
        **{name: _("Word with an explanation") for name in list_terms(locale)},
    }
    found = {name: kind for name, kind in names.items() if fold_word(name).startswith(typed)}
    found |= {word: _("Search word") for word in find_title_words(analysis, typed, locale)}
    others, seen = [], set(map(fold_word, titles))
    for word, kind in found.items():
        forms = {fold_word(word), *analysis.get_lexemes(fold_word(word))}
        if not forms & seen:
            url = f"{reverse('search')}?{urlencode({'q': word})}"
            others.append(Suggested(word, url, kind))
        seen |= forms
    return others[:MOST_OTHERS]


@keep(size=10)
def list_themes(locale):
    """Return the names of the themes of a language, as a list."""
    return list(Theme.objects.filter(locale=locale).values_list("name", flat=True))


@keep(size=10)
def list_terms(locale):
    """Return the words of a language that the glossary explains, as a list."""
    return list(Term.objects.filter(locale=locale).values_list("name", flat=True))


def find_title_words(analysis, typed, locale):
    """Return the most used words of titles that begin as a folded word does, as they are written.

    What stands in texts alone may be any word: "meestal" leads nobody anywhere.
    """
    rows = Word.objects.filter(locale=locale, entry_count__gt=0, folded__startswith=typed)
    rows = list(rows.order_by("-entry_count", "folded")[:MOST_COMPARED])
    queries = [
        any_of(f"{quote(lexeme)}:A" for lexeme in analysis.get_lexemes(row.folded)) for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.execute(IN_TITLES, [queries, locale.pk])
        in_titles = {query for (query,) in cursor}
    return [row.word for row, query in zip(rows, queries, strict=True) if query in in_titles]
