"""PostgreSQL's tsvector and tsquery, written out from our own analysis.

Lexemes are letters and digits only (search/analysis.py), so that quotes around them are enough.
"""

import re
from collections import defaultdict

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import TextField, Value
from django.db.models.functions import Cast

__all__ = [
    "WrittenQuery",
    "all_of",
    "any_of",
    "as_name",
    "as_vector",
    "in_order",
    "make_vector",
    "near",
    "prefix_of",
    "quote",
    "within",
]

# PostgreSQL keeps no higher position, and no more positions of a lexeme (Documentation, 12.11).
LAST_POSITION = 16_383
MOST_POSITIONS = 255
# Between two texts, so that a phrase does not run from one into the other.
GAP = 10
# So far apart two pieces of a compound still say what it does: "een check van uw gezondheid".
NEAR = 5
# In a title or summary every word counts; in a text, "the" and "of" only make it longer.
WEIGHTS_WITH_STOP_WORDS = {"A", "B"}


def make_vector(analysis, texts, *, with_surface=False):
    """Return the tsvector of `texts`, a list of (text, weight "A" to "D"), as a string.

    With `with_surface` the words as they stand are in it too, for a visitor still typing.
    """
    positions = defaultdict(list)
    position = 1
    for text, weight in texts:
        for token in analysis.find_tokens(text):
            for place, word in enumerate(token.words, position):
                if weight in WEIGHTS_WITH_STOP_WORDS or not analysis.is_stop_word(word):
                    for lexeme in analysis.get_lexemes(word) | ({word} if with_surface else set()):
                        positions[lexeme].append((place, weight))
            for lexeme in get_whole_lexemes(analysis, token):
                positions[lexeme].append((position, weight))
            position += len(token.words)
        position += GAP
    return " ".join(write_lexeme(lexeme, places) for lexeme, places in positions.items())


def get_whole_lexemes(analysis, token):
    """Return the lexemes of a Token that no part of it has: as one word, or with another's part."""
    lexemes = analysis.get_lexemes(token.joined) if len(token.words) > 1 else ()
    return [*lexemes, token.together] if token.together else lexemes


def write_lexeme(lexeme, places):
    """Return a lexeme with its positions, for example "'tafel':3A,17C"."""
    written = ",".join(
        f"{min(place, LAST_POSITION)}{weight}" for place, weight in places[:MOST_POSITIONS]
    )
    return f"'{lexeme}':{written}"


def any_of(queries):
    """Return the tsquery, as a string, that matches where one of `queries` does; "" for none."""
    return join(" | ", sorted(set(filter(None, queries))))


def all_of(queries):
    """Return the tsquery that matches where all of `queries` do; "" for none."""
    return join(" & ", sorted(set(filter(None, queries))))


def in_order(queries):
    """Return the tsquery that matches where `queries` match at one place after the other.

    An empty one stands for a word that may be anything.
    """
    queries = list(queries)
    if len(queries) == 1:
        return queries[0]
    written, distance = "", 1
    for query in queries:
        if query and written:
            written = f"{written} <{distance}> ({query})"
        elif query:
            written = f"({query})"
        distance = 1 if query else distance + 1
    return written


def near(first, second):
    """Return the tsquery that matches where two queries do, near each other in any order."""
    return any_of(
        f"({one}) <{distance}> ({other})"
        for one, other in [(first, second), (second, first)]
        for distance in range(1, NEAR + 1)
    )


def join(operator, queries):
    return queries[0] if len(queries) == 1 else operator.join(f"({query})" for query in queries)


def prefix_of(word):
    """Return the tsquery for lexemes that begin with a folded word."""
    return f"'{word}':*"


def as_name(folded):
    """Return the tsquery for what is called by a folded name, as a whole; no word is written so."""
    return f"'={folded}'"


def quote(lexeme):
    """Return the tsquery for one lexeme."""
    return f"'{lexeme}'"


def within(query, weight):
    """Return a tsquery that matches only where words have a weight: "A" for those of a title."""
    return re.sub(r"'(\w+)'(?::(\*))?", rf"'\1':\2{weight}", query)


def as_vector(text):
    """Return a written tsvector as an expression."""
    return Cast(Value(text, TextField()), SearchVectorField())


class WrittenQuery(SearchQuery):
    """A tsquery that is written out already: PostgreSQL's parser has no say in it."""

    function = None
    template = "(%(expressions)s)::tsquery"

    def __init__(self, text, **kwargs):
        super().__init__(Value(text, TextField()), search_type="raw", **kwargs)
        self.function = None
