"""Finds: which entries answer a question, how many of each kind, and what else there is."""

from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, Exists, OuterRef, Q
from django.db.models.functions import Cast, ExtractYear
from wagtail.models import Locale, Page, ReferenceIndex

from library.models import Document
from pages.filters import Group
from publications.models import PublicationPage
from search.analysis import get_analysis
from search.corrections import correct
from search.index_version import read_index_version
from search.models import Entry
from search.pins import find_pinned, find_pinned_words
from search.query import make_query
from search.ranking import MOST_COMPARED, MOST_RANKED, rank, rank_rest
from search.terms import Query
from search.vectors import WrittenQuery
from search.vocabulary import find_written
from site_version.keeping import keep

__all__ = [
    "MOST_COUNTED",
    "MOST_RANKED",
    "Elsewhere",
    "Found",
    "Suggestion",
    "count_some",
    "find",
    "get_findable_entries",
]

# With fewer results than this, a correction is offered and pages with some of the words are shown.
FEW = 3
# How many pages with some of the words, and how many of another language.
MOST_REST = 10
MOST_ELSEWHERE = 5
# One more than this stands for any larger number: to count all would cost more on a larger site.
MOST_COUNTED = 1_000


@dataclass(frozen=True)
class Suggestion:
    """Other words for a question, and how many results they have."""

    text: str
    total: int


@dataclass
class Found:
    """The answer to a question, before filters: what has all of its words.

    `typed` is the question as it was typed, and `query` what was looked up: with `is_corrected`,
    the `correction` of it, which is only offered otherwise. `typed_total` counts what has all words
    as they were typed. `missing` are words of the query, as they were typed, that no page has.
    `rest` is a list of entries that have some of the words, best first; few pages have all then.
    `elsewhere` is what has all words as they were typed in other languages, where that is more.

    `total` is one more than MOST_COUNTED for anything above that, and `groups` is empty then.
    """

    typed: str
    query: Query
    total: int
    groups: list[Group]
    entries: object
    pinned: list[int] = field(default_factory=list)
    correction: Suggestion | None = None
    is_corrected: bool = False
    typed_total: int = 0
    missing: list[str] = field(default_factory=list)
    rest: list[Entry] = field(default_factory=list)
    elsewhere: list["Elsewhere"] = field(default_factory=list)

    @property
    def is_counted(self):
        return self.total <= MOST_COUNTED

    def rank(self, entries):
        """Return a queryset of these `entries`, best first, at most MOST_RANKED."""
        is_compared = self.total <= MOST_COMPARED
        return rank(entries, self.query, self.pinned, is_compared=is_compared)[:MOST_RANKED]


@dataclass(frozen=True)
class Elsewhere:
    """What a question finds in another language: its Found, and a list of the best entries."""

    locale: Locale
    found: Found

    @cached_property
    def entries(self):
        return list(self.found.rank(self.found.entries)[:MOST_ELSEWHERE])


def find(text, locale, *, as_typed=False):
    """Return what is Found for a question in a language.

    A typing error is put right only when nothing has the words as they were typed, here or in
    another language; never with `as_typed`.
    """
    version = read_index_version()
    found = look_up(text, make_query(text, locale), locale, version)
    if not found.query:
        return found
    is_on_site = all(term.is_on_site for term in found.query.terms)
    if found.total < FEW or not is_on_site:
        # Of words that only mean the same here, the other language may have the words themselves.
        found.elsewhere = find_elsewhere(text, locale, found.total if is_on_site else 0, version)
    if found.total >= FEW:
        return found
    if correction := correct(found.query, locale):
        meant = look_up(text, correction.query, locale, version)
        suggestion = Suggestion(correction.text, meant.total)
        is_needed = not (as_typed or found.total or is_written_elsewhere(found))
        if correction.is_sure and is_needed:
            meant.typed_total, meant.correction, meant.is_corrected = 0, suggestion, True
            add_rest(meant, locale)
            if meant.total or meant.rest:
                return meant
        if meant.total > found.total:
            found.correction = suggestion
    add_rest(found, locale)
    return found


def look_up(text, query, locale, version):
    """Return what is Found for a Query as it stands, in this version of the index.

    `text` is what somebody typed.
    """
    pinned = find_pinned(query, locale)
    entries = match(get_findable_entries(locale), query.all, pinned)
    total, groups = count(version, locale, query.all, tuple(pinned))
    found = Found(text, query, total, groups, entries, pinned)
    found.typed_total = found.total
    return found


def match(entries, written, pinned):
    """Return those of the entries that a tsquery matches, and the pinned pages."""
    if not written:
        return entries.none()
    wanted = Q(vector=WrittenQuery(written))
    return entries.filter(wanted | Q(page__in=pinned) if pinned else wanted)


def find_elsewhere(text, locale, total, version):
    """Return what has all words of a question in other languages, as a list of Elsewhere.

    Only where that is more than the `total` of this language.
    """
    others = [
        Elsewhere(other, look_up(text, make_query(text, other), other, version))
        for other in list_others(locale)
    ]
    return [other for other in others if other.found.total > total]


def is_written_elsewhere(found):
    """Return whether another language has the words that this one has not, as they were typed.

    It may also have found something by their stems, or by names that it translates; for a word with
    a typing error, that is by chance.
    """
    unknown = {word for term in found.query.terms if not term.is_known for word in term.words}
    return any(
        unknown <= {row.folded for row in find_written(other.locale, unknown)}
        for other in found.elsewhere
    )


@keep(size=10)
def list_others(locale):
    """Return the Locales of the other languages of the site, as a list."""
    return list(Locale.objects.exclude(pk=locale.pk))


def add_rest(found, locale):
    """Say which words of a question are nowhere, and add what has some of the others."""
    if is_of_small_words(found.query, locale):
        return
    known = find_known(found.query, locale)
    found.missing = [
        term.typed
        for term in found.query.terms
        if term not in known and not (found.pinned and is_pinned_for(term, locale))
    ]
    if not known or len(found.query.terms) == 1:
        return
    entries = get_findable_entries(locale).exclude(page__in=found.pinned)
    if found.total:
        entries = entries.exclude(vector=WrittenQuery(found.query.all))
    found.rest = list(rank_rest(entries, found.query, known)[:MOST_REST])


def is_pinned_for(term, locale):
    """Return whether staff named a page for the words of a Term, so that they are not missing."""
    return len(find_pinned_words(locale, term.words)) == len(term.words)


def is_of_small_words(query, locale):
    """Return whether a Query has no word about a subject: "over ons" is a title, or nothing."""
    analysis = get_analysis(locale.language_code)
    return all(analysis.is_stop_word(word) for term in query.terms for word in term.words)


def find_known(query, locale):
    """Return the Terms of a Query that some entry has, as a list; asks once."""
    entries = get_findable_entries(locale)
    conditions = {
        f"term_{place}": Exists(entries.filter(vector=WrittenQuery(term.either)))
        for place, term in enumerate(query.terms)
    }
    found = Locale.objects.filter(pk=locale.pk).values(**conditions).get()
    return [term for place, term in enumerate(query.terms) if found[f"term_{place}"]]


@keep(size=10)
def get_findable_entries(locale):
    """Return the entries of a language, with documents to which a page of that language links.

    Not the file of a publication that has a page there: that says what it is, and has its words.

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
    publications = PublicationPage.objects.filter(
        document=OuterRef("pk"), pk__in=pages.values("page_id")
    )
    documents = Document.objects.public().filter(Exists(links), ~Exists(publications))
    return Entry.objects.filter(locale=locale).filter(
        Q(document=None) | Q(document__in=documents.values("pk"))
    )


@keep(size=1000)
def count(version, locale, written, pinned):
    """Return how many entries a tsquery matches, and the Groups of them for the filters.

    The number goes up to one more than MOST_COUNTED; then there are no Groups. Both are kept for a
    version of the index. `pinned` is a tuple of keys of pages.
    """
    entries = match(get_findable_entries(locale), written, pinned)
    total = count_some(entries)
    return total, list_groups(entries) if 0 < total <= MOST_COUNTED else []


def count_some(entries):
    """Return how many entries a queryset has, up to one more than MOST_COUNTED."""
    return entries.order_by()[: MOST_COUNTED + 1].count()


def list_groups(entries):
    """Return the Groups of all entries of a queryset."""
    rows = (
        entries.order_by()
        .values("kind", "themes", "teams", year=ExtractYear("date"))
        .annotate(number=Count("pk"))
    )
    return [make_group(**row) for row in rows]


def make_group(number, kind, year, themes, teams):
    """Return the Group of results that are alike; those without a date are under no year."""
    years = [year] if year else []
    return Group(number, {"kind": [kind], "year": years, "theme": themes, "team": teams})
