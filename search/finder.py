"""Finds: which entries match a question, how many of each kind, and in what order."""

from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchRank
from django.db.models import (
    Case,
    CharField,
    Count,
    DecimalField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.functions import Cast, ExtractYear, Round
from wagtail.models import Page, ReferenceIndex

from library.models import Document
from search import vocabulary
from search.analysis import MOST_WORDS, get_analysis
from search.models import Entry, PinnedPage
from search.query import Query, make_query
from search.vectors import WrittenQuery, all_of, prefix_of, quote
from site_version.keeping import keep

__all__ = ["Found", "Group", "Suggestion", "count_matches", "find", "suggest"]

# With fewer results than this, a correction is offered and pages with some of the words join in.
FEW = 3
# How many words of a question are corrected; each costs a look at the vocabulary.
MOST_CORRECTED = 4
# How many of the results are put in order of relevance: beyond it nobody leafs, and the cost of a
# common word stays the same however large the site grows.
MOST_RANKED = 300
# What a match counts for, in PostgreSQL's order: D (unused), text, summary, title.
WEIGHTS = "{0.1, 0.15, 0.4, 1.0}"
# A word that has the one asked for inside it counts for less.
PART_WEIGHT = 0.3
# One letter begins too many words.
SHORTEST_PREFIX = 2
SUGGESTED_PAGES = 5
SUGGESTED_WORDS = 4


@dataclass(frozen=True)
class Group:
    """How many results have the same kind, year, themes and teams."""

    kind: str
    year: int | None
    themes: list[int]
    teams: list[int]
    number: int

    def get_keys(self, name):
        """Return what there is to find under a filter: one kind, perhaps a year, some themes."""
        return {"kind": [self.kind], "year": [self.year], "theme": self.themes, "team": self.teams}[
            name
        ]


@dataclass(frozen=True)
class Suggestion:
    """Other words for a question, and how many results they have."""

    text: str
    total: int


@dataclass
class Found:
    """The answer to a question, before filters.

    `is_partial` is set when pages with only some of the words are in it. `correction` is offered,
    or, with `is_corrected`, is what the answer is about.
    """

    query: Query
    groups: list[Group]
    entries: object
    is_partial: bool = False
    correction: Suggestion | None = None
    is_corrected: bool = False
    pinned: list[int] = field(default_factory=list)

    @property
    def total(self):
        return sum(group.number for group in self.groups)

    def rank(self, entries):
        """Return a queryset of these `entries`, best first, at most MOST_RANKED."""
        return rank(entries, self.query, self.pinned, is_partial=self.is_partial)


def find(text, locale):
    """Return what is Found for a question in a language; nothing for one without words."""
    found = look_up(make_query(text, locale), locale)
    if not found.query or found.total >= FEW:
        return found
    if corrected := correct(found, locale):
        if not found.total:
            return corrected
        if corrected.total > found.total:
            found.correction = corrected.correction
    if len(found.query.terms) > 1:
        partial = look_up(found.query, locale, is_partial=True)
        partial.correction = found.correction
        return partial
    return found


def count_matches(text, locale):
    """Return how many results a question has in a language, as it stands."""
    query = make_query(text, locale)
    pinned = find_pinned(query, locale)
    return match(get_findable_entries(locale), query, pinned, is_partial=False).count()


def look_up(query, locale, *, is_partial=False):
    """Return what is Found for a Query as it stands."""
    pinned = find_pinned(query, locale)
    entries = match(get_findable_entries(locale), query, pinned, is_partial=is_partial)
    return Found(query, count_groups(entries), entries, is_partial, pinned=pinned)


def match(entries, query, pinned, *, is_partial):
    if not query:
        return entries.none()
    wanted = Q(vector=WrittenQuery(query.some if is_partial else query.all))
    return entries.filter(wanted | Q(page__in=pinned) if pinned else wanted)


@keep(size=10)
def get_findable_entries(locale):
    """Return the entries of a language, with documents to which a page of that language links.

    The queryset is kept, and not what it finds: composing it takes longer than asking it. It is
    there to be filtered, which makes another one.
    """
    pages = Entry.objects.filter(locale=locale).exclude(page=None)
    links = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(Document),
        to_object_id=Cast(OuterRef("pk"), CharField()),
        object_id__in=pages.values(key=Cast("page_id", CharField())),
    )
    documents = Document.objects.public().filter(Exists(links))
    return Entry.objects.filter(locale=locale).filter(
        Q(document=None) | Q(document__in=documents.values("pk"))
    )


def find_pinned(query, locale):
    """Return which pages staff want to come first for the words of a question, in their order."""
    analysis = get_analysis(locale.language_code)
    asked = [analysis.get_lexemes(word) for term in query.terms for word in term.words]
    return [
        pin.page_id
        for pin in list_pins(locale)
        if are_same_words(asked, read_words(analysis, pin.question))
    ]


@keep(size=10)
def list_pins(locale):
    """Return what staff pinned in a language, as a list."""
    return list(PinnedPage.objects.filter(locale=locale))


def read_words(analysis, text):
    """Return the lexemes of each word of a text that says something."""
    return [
        analysis.get_lexemes(token.joined)
        for token in analysis.find_tokens(text)
        if not analysis.is_stop_word(token.joined)
    ]


def are_same_words(some, others):
    """Return whether two lists of words, each as its lexemes, are forms of the same words."""
    return len(some) == len(others) and all(any(word & other for other in others) for word in some)


def count_groups(entries):
    """Return the Groups of a queryset of entries: total and all filters in one question."""
    rows = (
        entries.order_by()
        .values("kind", "themes", "teams", year=ExtractYear("date"))
        .annotate(number=Count("pk"))
    )
    return [Group(**row) for row in rows]


def rank(entries, query, pinned, *, is_partial):
    wanted = query.some if is_partial else query.all
    newest_first = F("date").desc(nulls_last=True)
    in_title = Q(title_vector=WrittenQuery(wanted))
    # Asked apart, so that each is read from an index that has its order, until there are enough.
    newest = entries.order_by(newest_first, "-pk")
    called_so = newest.filter(in_title | Q(page__in=pinned) if pinned else in_title)
    candidates = [each[:MOST_RANKED].values("pk") for each in [called_so, newest]]
    return (
        # Without what is longest and not shown.
        Entry.objects.defer("words", "title_vector", "vector")
        .filter(pk__in=candidates[0].union(candidates[1]))
        .annotate(score=get_score(query, pinned, is_partial=is_partial))
        .order_by("-score", newest_first, "-pk")[:MOST_RANKED]
    )


def get_score(query, pinned, *, is_partial):
    """Return the expression to order by.

    All words before some, and more before fewer; whole words before parts of words; then by
    where they stand. Rounded, so that of two about equally good items the newer comes first.
    Each part of it reads the vector again, so that only what can differ is in it.
    """
    places = SearchRank(F("vector"), WrittenQuery(query.some_whole), weights=Value(WEIGHTS))
    if query.some_parts:
        parts = SearchRank(F("vector"), WrittenQuery(query.some_parts), weights=Value(WEIGHTS))
        places += PART_WEIGHT * parts
    score = Round(Cast(places, DecimalField(max_digits=9, decimal_places=4)), 2)
    if query.some_parts or is_partial:
        score += 4 * as_number(Q(vector=WrittenQuery(query.all_whole)))
    if is_partial:
        score += 2 * as_number(Q(vector=WrittenQuery(query.all)))
        for term in query.terms:
            score += as_number(Q(vector=WrittenQuery(term.either)))
    return score + 1000 * as_number(Q(page__in=pinned)) if pinned else score


def as_number(condition):
    return Case(When(condition, then=1), default=0, output_field=IntegerField())


def correct(found, locale):
    """Return what is Found for a question without its typing errors, or None if it has none."""
    analysis = get_analysis(locale.language_code)
    unknown = dict.fromkeys(
        word for term in found.query.terms if not term.is_known for word in term.words
    )
    similar = {
        word: row.word
        for word in list(unknown)[:MOST_CORRECTED]
        if (row := vocabulary.find_similar(locale, word))
    }
    if not similar:
        return None
    text = found.query.text
    for token in reversed(list(analysis.find_tokens(text))):
        if token.joined in similar:
            text = text[: token.start] + similar[token.joined] + text[token.end :]
    corrected = look_up(make_query(text, locale), locale)
    if not corrected.total:
        return None
    corrected.correction = Suggestion(text, corrected.total)
    corrected.is_corrected = True
    return corrected


def suggest(text, locale):
    """Return (entries, words) for what somebody is still typing: pages by their title, then words.

    The last word may be unfinished.
    """
    tokens = list(get_analysis(locale.language_code).find_tokens(text))[:MOST_WORDS]
    words = [word for token in tokens for word in token.words]
    if not words or len("".join(words)) < SHORTEST_PREFIX:
        return [], []
    *whole, last = words
    query = all_of([*(f"{quote(word)}:A" for word in whole), f"{prefix_of(last)}A"])
    entries = Entry.objects.filter(locale=locale, document=None, title_vector=WrittenQuery(query))
    newest_first = F("date").desc(nulls_last=True)
    return (
        list(entries.order_by(newest_first, "-pk")[:SUGGESTED_PAGES]),
        vocabulary.find_by_prefix(locale, last, SUGGESTED_WORDS) if len(tokens) == 1 else [],
    )
