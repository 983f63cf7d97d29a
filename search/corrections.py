"""What a word may be a typing error for, and whether that is sure enough to search for by itself.

A word of a language is none, whether the site has it or not: "vervoer" is no "verder". One letter,
or two in each other's place, are taken for an error; more than that is only offered.
"""

import re
from dataclasses import dataclass
from string import ascii_lowercase

from django.conf import settings

from search import vocabulary
from search.analysis import get_analysis
from search.language_words import is_listed, is_word
from search.models import Entry, Word
from search.pins import find_pinned_words
from search.query import make_query
from search.vectors import WrittenQuery, any_of, quote

__all__ = ["NEIGHBOURS", "Correction", "correct", "find_similar", "is_of_a_language"]

# How many words of a question are corrected; each costs a look at the vocabulary.
MOST_CORRECTED = 4
# In how many texts is looked how the site writes a word.
MOST_READ = 5
# A shorter word has too many others around it.
SHORTEST = 3
# Fewer letters begin too many words.
SHORTEST_HALF = 4
# From how many letters on a word may have two errors in it.
LONG = 7
# Two ways to write one sound, of which the ear does not tell which it is.
SOUNDS = [
    *(("ei", "ij"), ("au", "ou"), ("ch", "g"), ("ks", "x"), ("ph", "f"), ("th", "t"), ("ie", "y")),
    *(("c", "k"), ("d", "t"), ("s", "z"), ("f", "v"), ("i", "y"), ("c", "s"), ("i", "ie")),
]
KEYBOARD = ["qwertyuiop", "asdfghjkl", "zxcvbnm"]
# How unlikely each error is. One of the ear or of fingers that are too quick comes first.
BY_EAR, SWAPPED, DOUBLED, NEIGHBOUR, LOST, OTHER, TWO = 0.4, 0.5, 0.5, 0.7, 0.8, 1.0, 2.0
# What makes another word of one: "inschrijven" is no "schrijven". By language.
PREFIXES = {
    "nl": (
        *("aan", "achter", "af", "be", "bij", "door", "ge", "her", "in", "mee", "mis", "na", "om"),
        *("on", "ont", "op", "over", "samen", "tegen", "terug", "toe", "uit", "ver", "voor", "weg"),
    ),
    "en": ("de", "dis", "im", "in", "ir", "mis", "non", "out", "over", "pre", "re", "un", "under"),
}


@dataclass(frozen=True)
class Similar:
    """A word of the site, as it is written, for which another may be a typing error."""

    word: str
    is_sure: bool


@dataclass(frozen=True)
class Correction:
    """A question without its typing errors; `is_sure` when nobody needs to be asked."""

    text: str
    query: object
    is_sure: bool


def correct(query, locale):
    """Return the Correction of a Query, or None if nothing in it looks like a typing error."""
    unknown = dict.fromkeys(
        word for term in query.terms if not term.is_known for word in term.words
    )
    similar = {
        word: found
        for word in list(unknown)[:MOST_CORRECTED]
        if (found := find_similar(locale, word))
    }
    if not similar:
        return None
    text = query.text
    for token in reversed(list(get_analysis(locale.language_code).find_tokens(text))):
        if token.joined in similar:
            word = write_out(similar[token.joined].word, locale)
            text = text[: token.start] + word + text[token.end :]
    is_sure = all(found.is_sure for found in similar.values())
    return Correction(text, make_query(text, locale), is_sure)


def write_out(word, locale):
    """Return a word as the site writes it within a sentence: a name has its capital."""
    lexemes = get_analysis(locale.language_code).get_lexemes(vocabulary.fold_word(word))
    entries = Entry.objects.filter(locale=locale, vector=WrittenQuery(any_of(map(quote, lexemes))))
    within = re.compile(rf"(?<=[a-z,] ){re.escape(word)}\b", re.IGNORECASE)
    for text in entries.values_list("text", flat=True)[:MOST_READ]:
        if written := within.search(text):
            return written[0]
    return word


def find_similar(locale, word):
    """Return the Similar word of the site for a folded word that it does not have, or None.

    Among those a letter away the likeliest error counts, then the word that most pages have.
    """
    if len(word) < SHORTEST:
        return None
    is_real = is_of_a_language(word)
    near = choose(word, find_words(locale, get_variants(word)), locale)
    if near:
        cost, row = near
        # A real word is no error, unless one sounds or types like another.
        if not is_real or (cost < LOST and len(word) > SHORTEST):
            return Similar(row.word, is_sure=not is_real)
        return None
    if is_real:
        return None
    if form := choose(word, find_forms(locale, word), locale):
        return Similar(form[1].word, is_sure=True)
    heard = {other for each in sound_alike(word) for other in sound_alike(each)}
    rows = find_words(locale, heard)
    # Two sounds of a long word written the other way are still that word: "kontakt".
    is_sure = bool(rows) and len(word) >= LONG
    if not rows and len(word) >= LONG:
        rows = vocabulary.find_alike(locale, word)
    far = choose(word, rows or find_longer(locale, word), locale)
    return Similar(far[1].word, is_sure) if far else None


def find_forms(locale, word):
    """Return the words of the language that are one error away and of which the site has a form.

    As a list of Words of no entry. So "univercity" is "university" where the pages only have
    "universities", "jeugdzor" is "jeugdzorg" where they have "zorg", and "toegangkelijk" is
    "toegankelijk" where they have "toegankelijkheid".
    """
    if len(word) < LONG:
        return []
    language, analysis = locale.language_code, get_analysis(locale.language_code)
    variants = get_variants(word)
    real = [each for each in variants if is_listed(each, language)] or [
        each for each in variants if is_word(each, language)
    ]
    entries = Entry.objects.filter(locale=locale)
    return [
        Word(locale=locale, word=each, folded=each, entry_count=0)
        for each in real
        if entries.filter(vector=WrittenQuery(write_pieces(each, analysis))).exists()
        or vocabulary.find_related(locale, {each}, set())
    ]


def write_pieces(word, analysis):
    """Return the tsquery for a folded word in any form, and for the pieces of a compound."""
    pieces = [word, *analysis.cut_compound(word)]
    return any_of(quote(lexeme) for piece in pieces for lexeme in analysis.get_lexemes(piece))


def find_longer(locale, word):
    """Return the Words of the site that begin with a folded word, which may be half of one."""
    return vocabulary.find_beginning(locale, word) if len(word) >= SHORTEST_HALF else []


def find_words(locale, folded):
    """Return the Words of the site and of its pins among some folded words, as a list."""
    rows = [*vocabulary.find_written(locale, folded), *find_pinned_words(locale, folded)]
    return [row for row in rows if len(row.folded) >= SHORTEST]


def is_of_a_language(word):
    """Return whether a folded word is one of some language of the site, whatever the site has."""
    return any(is_word(word, code) for code, _name in settings.LANGUAGES)


def choose(word, rows, locale):
    """Return (cost, row) of the Word that a folded word is most likely meant for, or None."""
    analysis = get_analysis(locale.language_code)
    prefixes = PREFIXES.get(locale.language_code, ())
    costs = [
        (get_cost(word, row.folded), -row.entry_count, row.word, row)
        for row in rows
        if not analysis.is_stop_word(row.folded) and not loses_prefix(word, row.folded, prefixes)
    ]
    return (min(costs)[0], min(costs)[3]) if costs else None


def loses_prefix(word, other, prefixes):
    """Return whether `other` is a word without a prefix, or about so: "melden" of "afmelden"."""
    return any(
        word.startswith(prefix)
        and not other.startswith(prefix)
        and (word.removeprefix(prefix) == other or other in get_variants(word[len(prefix) :]))
        for prefix in prefixes
        if len(word) - len(prefix) >= SHORTEST
    )


def get_cost(word, other):
    """Return how unlikely it is that somebody types `word` for `other`, from 0 to TWO."""
    if other in sound_alike(word):
        return BY_EAR
    if len(word) == len(other):
        wrong = [place for place, letter in enumerate(word) if letter != other[place]]
        if len(wrong) == 1:
            typed, meant = word[wrong[0]], other[wrong[0]]
            return NEIGHBOUR if meant in NEIGHBOURS.get(typed, "") else OTHER
        is_swap = len(wrong) == 2 and wrong[1] - wrong[0] == 1
        return SWAPPED if is_swap and sorted(word) == sorted(other) else TWO
    if undouble(word) == undouble(other):
        return DOUBLED
    return LOST if other in get_variants(word) else TWO


def undouble(word):
    """Return a word with each letter that stands there twice written once."""
    return "".join(
        letter for place, letter in enumerate(word) if not place or word[place - 1] != letter
    )


def get_variants(word):
    """Return all words that are one error away, as a set."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    lost = {first + rest[1:] for first, rest in cuts if rest}
    swapped = {first + rest[1] + rest[0] + rest[2:] for first, rest in cuts if len(rest) > 1}
    other = {
        first + letter + rest[1:] for first, rest in cuts if rest for letter in ascii_lowercase
    }
    added = {first + letter + rest for first, rest in cuts for letter in ascii_lowercase}
    return (lost | swapped | other | added | sound_alike(word)) - {word}


def sound_alike(word):
    """Return the words that are one sound written the other way, as a set."""
    return {
        word[:place] + written + word[place + len(heard) :]
        for pair in SOUNDS
        for heard, written in [pair, pair[::-1]]
        for place in range(len(word))
        if word.startswith(heard, place)
    }


def find_neighbours():
    """Return which keys lie around each letter, as a dictionary."""
    places = {
        letter: (row, column + row / 2)
        for row, letters in enumerate(KEYBOARD)
        for column, letter in enumerate(letters)
    }
    return {
        letter: {
            other
            for other, (other_row, other_column) in places.items()
            if abs(other_row - row) <= 1 and abs(other_column - column) <= 1
        }
        for letter, (row, column) in places.items()
    }


NEIGHBOURS = find_neighbours()
