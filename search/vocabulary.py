"""The site's own words: counted as pages come and go, asked for parts and corrections."""

from collections import Counter
from functools import partial

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection, transaction
from django.db.models import F, Func, IntegerField, Q, Value
from django.utils.translation import gettext_lazy as _

from background.words import in_words
from search.analysis import LONGEST_WORD, fold
from search.index_version import raise_when_stored
from search.models import Entry, Word

__all__ = [
    "change_counts",
    "find_alike",
    "find_beginning",
    "find_related",
    "find_written",
    "fold_word",
    "get_words",
    "recount_words",
]

# A word of one letter or only figures is no word to suggest.
SHORTEST = 3
# More words than these around a part say too little about what somebody means.
MOST_RELATED = 200
# A correction is looked for among the words that look most alike.
MOST_SIMILAR = 10
# As Levenshtein counts them: letters added, taken away or changed.
MOST_WRONG = 2
# Any number, as long as it is the same for all who count words at the same time. Two who change
# the same words in another order would otherwise wait for each other. It is taken with no other
# lock in hand: by who has stored a page already, or by who counts all words again.
COUNTING_LOCK = 7_361_002
LOCK = "SELECT pg_advisory_xact_lock(%s)"
ADD_TO_COUNTS = f"""
    INSERT INTO search_word AS old (locale_id, word, folded, entry_count)
    SELECT added.* FROM ({LOCK}) AS waited_for,
        unnest(%s::integer[], %s::text[], %s::text[], %s::integer[]) AS added
    ON CONFLICT (locale_id, word)
    DO UPDATE SET entry_count = old.entry_count + excluded.entry_count
"""  # noqa: S608 - constants

# By PostgreSQL: it reads the words of 20,000 entries in a second, and all who publish wait for it.
COUNT_ALL = f"""
    SELECT locale_id, word, count(*)
    FROM {Entry._meta.db_table}, unnest(words) AS word GROUP BY locale_id, word
"""  # noqa: S608 - a constant


def get_words(analysis, texts):
    """Return the words worth keeping of some texts, each once and sorted, as they are written.

    In small letters: a capital mostly says that a sentence begins. A longer one than LONGEST_WORD
    is cut.
    """
    words = {
        text[token.start : token.end].lower().replace("’", "'").removesuffix("'s")[:LONGEST_WORD]
        for text in texts
        for token in analysis.find_tokens(text)
        if len(token.joined) >= SHORTEST
        and not token.joined.isdigit()
        and not analysis.is_stop_word(token.joined)
    }
    return sorted(words)


def change_counts(changes):
    """Add to the counts of words, as soon as what they are counted in is stored.

    `changes` maps locale ids to Counters of word to difference. Counting within the transaction
    would keep everybody else from counting until its end, and two that wait for each other's pages
    as well would wait for ever. What a crash in between leaves uncounted, `recount_words` mends.
    """
    raise_when_stored()
    rows = list_differences(changes)
    if rows:
        when_stored(partial(add_to_counts, rows))


def when_stored(work):
    """Do some work when the transaction that goes on is committed; at once where there is none."""
    transaction.on_commit(work)


def list_differences(changes):
    """Return what `change_counts` is given as rows for `add_to_counts`, in one order for all."""
    return sorted(
        (locale_id, word, fold_word(word), difference)
        for locale_id, differences in changes.items()
        for word, difference in differences.items()
        if difference
    )


def add_to_counts(rows):
    """Store differences, as a list of (locale id, word, folded word, difference)."""
    with connection.cursor() as cursor:
        cursor.execute(ADD_TO_COUNTS, [COUNTING_LOCK, *map(list, zip(*rows, strict=True))])


def fold_word(word):
    """Return what a word is compared by: "Zuid-Holland" and "zuidholland" are alike."""
    return "".join(letter for letter in fold(word) if letter.isalnum())[:LONGEST_WORD]


@in_words(_("Count the words of the site again"))
@transaction.atomic
def recount_words():
    """Count the words of the site again, so that no error stays; those that are gone disappear."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [COUNTING_LOCK])
        cursor.execute("UPDATE search_word SET entry_count = 0")
        cursor.execute(COUNT_ALL)
        changes = {}
        for locale_id, word, number in cursor:
            changes.setdefault(locale_id, {})[word] = number
    if rows := list_differences(changes):
        add_to_counts(rows)
    Word.objects.filter(entry_count__lte=0).delete()


def find_related(locale, parts, whole):
    """Return words in which one of `parts` occurs, and those of `whole`, as a dictionary.

    All are folded words; the dictionary gives for each in how many entries it occurs.
    """
    wanted = Q(folded__in=whole)
    for part in parts:
        wanted |= Q(folded__contains=part)
    rows = get_occurring(locale).filter(wanted).order_by("-entry_count")[:MOST_RELATED]
    counts = Counter()
    for row in rows:
        counts[row.folded] += row.entry_count
    return counts


def find_written(locale, words):
    """Return the Words of the site that are one of some folded words, as a list."""
    return list(get_occurring(locale).filter(folded__in=words))


def find_beginning(locale, beginning):
    """Return the Words of the site that begin so, folded, as a list; those of most pages first."""
    rows = get_occurring(locale).filter(folded__startswith=beginning)
    return list(rows.order_by("-entry_count", "folded")[:MOST_SIMILAR])


def find_alike(locale, word):
    """Return the Words of the site that are two letters at most from a folded word, as a list."""
    rows = (
        get_occurring(locale)
        .filter(folded__trigram_similar=word)
        .exclude(folded=word)
        .annotate(similarity=TrigramSimilarity("folded", word))
        .order_by("-similarity")[:MOST_SIMILAR]
    )
    distance = Levenshtein(F("folded"), Value(word))
    return [row for row in rows.annotate(distance=distance) if row.distance <= MOST_WRONG]


def get_occurring(locale):
    return Word.objects.filter(locale=locale, entry_count__gt=0)


class Levenshtein(Func):
    """How many letters must be added, taken away or changed (fuzzystrmatch)."""

    function = "levenshtein"
    output_field = IntegerField()
