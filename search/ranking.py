"""In which order results come: what is called so, then what is about it, then what mentions it."""

from contextlib import suppress

from django.contrib.postgres.search import SearchRank
from django.core.exceptions import EmptyResultSet
from django.db.models import Case, F, FloatField, Func, IntegerField, Q, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Greatest, Least, Round
from django.db.models.lookups import Exact, GreaterThanOrEqual

from pages.navigation import HOME_DEPTH
from search.models import Entry
from search.terms import get_rarity
from search.vectors import WrittenQuery, any_of, as_name, within

__all__ = ["MOST_COMPARED", "MOST_RANKED", "rank", "rank_rest"]

# How many of the results are put in order of relevance: beyond it nobody leafs, and the cost of a
# common word stays the same however large the site grows.
MOST_RANKED = 200
# Beside the newest: those that are called so, and those without a date, which are never among them.
MOST_TITLES, MOST_UNDATED = 100, 50
# Of so few results it is also seen which have a word in the form that was typed: "uitleggen", not
# "uitleg". Their words are read for it, which would cost too much for many.
MOST_COMPARED = 50
AS_TYPED = 0.05
# Of a question that no page answers in full: this many for each of its rarest words.
MOST_OF_A_WORD, MOST_WORDS_APART = 50, 3
# How much of a question a page has to answer, to stand under "some of these words".
LEAST_COVERED = 0.25
# Or one of its words that is on so few pages, whatever else was asked.
RARE = get_rarity(2)
# How much less of a question it answers to have a word only inside a longer one.
PART_DOUBT = 0.5
# PostgreSQL adds up the same shares in another order.
ROUNDING = 0.001

# What a word counts for where it stands, and as a part of a longer word there.
TITLE, SUMMARY, TITLE_PART, SUMMARY_PART, TEXT, TEXT_PART = 1.0, 0.5, 0.4, 0.25, 0.3, 0.05
NEARNESS = 0.2
# A title that says just this comes before one that begins so, and that before all others.
EXACT, BEGINS, ALL_IN_TITLE = 3.0, 1.5, 0.3
# A page or team is what it is called; news, which has a date, is about it.
NAMED = 1.0
# A word, as PostgreSQL counts them, and what may stand around a question.
WORD, ENDS = "[[:alnum:]]+", " ?!.,;:"
PINNED = 1000
# The home page has a word about everything, and leads to what it is: that comes before it.
FRONT_DOOR = 1.0
# PostgreSQL's order: D (unused), text, summary, title.
IN_TEXT = "{0, 1, 0, 0}"
ANYWHERE = "{1, 1, 1, 1}"
# In bytes: a text so long counts as it is, a longer one for less, as in BM25; and how much so.
USUAL_LENGTH = 1_000
BY_LENGTH = 0.5
# Of two about equally good items the newer comes first: smaller differences are not seen.
DECIMALS = 2

NEWEST_FIRST = F("date").desc(nulls_last=True)


def rank(entries, query, pinned, *, is_compared=False):
    """Return a queryset of `entries`, which all answer a Query, best first.

    When it `is_compared`, the form in which words were typed counts too.
    """
    newest = entries.order_by(NEWEST_FIRST, "-pk")
    called_so = Q(title_vector=WrittenQuery(within(query.all, "A")))
    titles = newest.filter(called_so | Q(page__in=pinned) if pinned else called_so)
    # Asked apart, so that each is read from an index that has its order, until there are enough.
    pools = [
        titles.filter(date=None)[:MOST_UNDATED],
        titles[:MOST_TITLES],
        newest.filter(date=None)[:MOST_UNDATED],
        newest[:MOST_RANKED],
    ]
    score = get_relevance(query)
    if pinned:
        score += PINNED * as_number(Q(page__in=pinned))
    if query.names:
        score += NAMED * as_number(is_called(query))
    if is_compared:
        score += AS_TYPED * get_typed(query)
    return put_in_order(pools, score)


def rank_rest(entries, query, known):
    """Return a queryset of `entries` that have some words of a Query, best first.

    `known` are the Terms of it that some entry has. The rarest words count for most: without them
    a page is not what was asked for.
    """
    newest = entries.order_by(NEWEST_FIRST, "-pk")
    rarest = sorted(known, key=lambda term: -term.rarity)
    pools = [
        newest.filter(vector=WrittenQuery(term.either))[:MOST_OF_A_WORD]
        for term in rarest[:MOST_WORDS_APART]
    ]
    covered = sum(
        weight * as_number(Q(vector=WrittenQuery(term.either)))
        for term, weight in query.weigh_terms()
    )
    score = 4 * covered - PART_DOUBT * get_doubt(query) + get_relevance(query) + get_named(query)
    # A compound of which a piece is nowhere is asked for by its other pieces.
    broken = {term.compound for term in query.terms if term not in known} - {""}
    enough = [
        weight
        for term, weight in query.weigh_terms()
        if term in known and (term.rarity >= RARE or term.compound in broken)
    ]
    ranked = put_in_order(pools, score).annotate(covered=covered)
    return ranked.filter(covered__gte=min([LEAST_COVERED, *enough]) - ROUNDING)


def put_in_order(pools, score):
    """Return the entries of some querysets by a score, without what is longest and not shown."""
    return (
        Entry.objects.defer("words", "title_vector", "vector")
        .filter(pk__in=join(pools))
        .annotate(score=Round(score, DECIMALS))
        .order_by("-score", F("date").desc(nulls_first=True), "-pk")
    )


def join(pools):
    """Return the keys of the entries of some querysets, as an expression.

    Each is written out once here: Django's union copies them several times, with all they ask for,
    which took a tenth of the time of a search.
    """
    statements, parameters = [], []
    for pool in pools:
        with suppress(EmptyResultSet):
            statement, its_parameters = pool.values("pk").query.sql_with_params()
            statements.append(f"SELECT * FROM ({statement}) AS pool")  # noqa: S608
            parameters.extend(its_parameters)
    return RawSQL(" UNION ".join(statements), parameters) if statements else []  # noqa: S611


def get_relevance(query):
    """Return how well an entry answers a Query, as an expression.

    Title and summary are in a vector of their own, which is short. Each part that is about the
    text reads the whole vector again, so that there are as few of them as can be.
    """
    score = sum(weight * get_place(term) for term, weight in query.weigh_terms())
    score += get_titled(query) + TEXT * get_share_of_text(query.some_whole)
    score -= FRONT_DOOR * as_number(Q(page__depth=HOME_DEPTH))
    if query.some_parts:
        in_text = WrittenQuery(within(query.some_parts, "C"))
        score += TEXT_PART * as_number(Q(vector=in_text))
    if len(query.terms) > 1:
        near = SearchRank(
            F("vector"), WrittenQuery(query.all_whole), weights=Value(ANYWHERE), cover_density=True
        )
        score += NEARNESS * Least(near, Value(1.0))
    return score


def get_place(term):
    """Return what a Term counts for by the best place it has in title and summary."""
    places = [
        (TITLE, term.whole, "A"),
        (SUMMARY, term.whole, "B"),
        (TITLE_PART, term.parts, "A"),
        (SUMMARY_PART, term.parts, "B"),
    ]
    return Case(
        *(
            When(title_vector=WrittenQuery(within(written, place)), then=Value(worth))
            for worth, written, place in places
            if written
        ),
        default=Value(0.0),
        output_field=FloatField(),
    )


def get_typed(query):
    """Return the share of a Query that an entry has in the form that was typed."""
    return sum(
        weight * as_number(Q(words__contains=[term.typed.lower()]))
        for term, weight in query.weigh_terms()
    )


def get_doubt(query):
    """Return the share of a Query that an entry has only inside longer words, as an expression."""
    inside = [
        weight * as_number(Q(vector=WrittenQuery(term.parts)) & ~Q(vector=WrittenQuery(term.whole)))
        for term, weight in query.weigh_terms()
        if term.parts
    ]
    return sum(inside, Value(0.0))


def get_titled(query):
    """Return what counts for a title that is the question, begins so, or has all its words."""
    has_all = Q(title_vector=WrittenQuery(within(query.all_whole, "A")))
    is_typed = Q(title_vector=WrittenQuery(within(query.all_typed, "A")))
    begins_so = Q(title__istartswith=query.text.strip(ENDS)) | Q(title__istartswith=query.subject)
    words = count_title_words()
    share = Least(len(query.terms) * 1.0 / Greatest(words, Value(1)), Value(1.0))
    cases = [
        When(has_all & Q(Exact(words, len(query.terms))), then=Value(EXACT)),
        When(is_typed & Q(Exact(words, query.length)), then=Value(EXACT)),
        # What it is also called, as "Werkteam 2", is as good as its title.
        When(title_vector=WrittenQuery(as_name(query.name)), then=Value(EXACT)),
        When(begins_so, then=Value(BEGINS)),
        When(has_all & Q(date=None), then=NAMED + ALL_IN_TITLE * share),
        When(has_all, then=ALL_IN_TITLE * share),
    ]
    return Case(*cases, default=Value(0.0), output_field=FloatField())


def get_named(query):
    """Return what counts for a page without a date of which all of the title is in the question.

    "Huisuitzetting" is what "wat is er over huisuitzetting geschreven" is about, however rare the
    other words are; and so is the team for "Werkteam 2" in a longer question.
    """
    asked = sum(
        as_number(Q(title_vector=WrittenQuery(within(term.whole, "A"))))
        for term in query.terms
        if term.whole
    )
    is_asked = Q(GreaterThanOrEqual(asked, count_title_words()))
    if query.names:
        is_asked |= is_called(query)
    return Case(When(is_asked & Q(date=None), then=NAMED), default=Value(0.0))


def is_called(query):
    """Return whether an entry is also called as some words of a Query: "Werkteam 2"."""
    return Q(title_vector=WrittenQuery(any_of(map(as_name, query.names))))


def count_title_words():
    return Func(F("title"), Value(WORD), function="regexp_count", output_field=IntegerField())


def get_share_of_text(written):
    """Return how much of the text a tsquery is about, from 0 to 1."""
    frequency = SearchRank(F("vector"), WrittenQuery(written), weights=Value(IN_TEXT))
    # Of a long text PostgreSQL knows the length without reading it.
    length = Func(F("text"), function="octet_length", output_field=FloatField())
    return frequency / (
        Value(1 - BY_LENGTH) + Value(BY_LENGTH) * Greatest(length / USUAL_LENGTH, Value(1.0))
    )


def as_number(condition):
    return Case(When(condition, then=1), default=0, output_field=IntegerField())
