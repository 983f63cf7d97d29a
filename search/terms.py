"""What a question is made of: words, each with all that means the same."""

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from search.vectors import all_of, any_of, near, quote

__all__ = ["Alternative", "Query", "Term", "get_rarity"]


def get_rarity(entry_count):
    """Return what a word counts for that so many entries have, from 1 for none down to 0."""
    return 1 / (1 + math.log1p(entry_count))


@dataclass(frozen=True)
class Term:
    """One thing that is asked for: a word, or some words with another name for all of them.

    `whole` and `parts` are tsqueries: for the words themselves, and for longer words that have them
    inside. `lexemes` are all that these match, `words` what was `typed`, folded. `rarity` is from 1
    for what no page has down to 0. `is_known` when the site has it or what means the same, and
    `is_on_site` when it has the words themselves, in some form or inside another. `compound` is the
    lexeme of the word of which it is a piece, or "".
    """

    typed: str
    words: tuple[str, ...]
    whole: str
    parts: str
    lexemes: frozenset[str]
    is_known: bool
    is_on_site: bool
    rarity: float
    compound: str = ""

    @property
    def either(self):
        return any_of([self.whole, self.parts])


@dataclass(frozen=True)
class Alternative:
    """Another way to say the tokens of a question from `start` up to `end`.

    One that `is_part` counts for less, as a word inside another does.
    """

    start: int
    end: int
    query: str
    lexemes: frozenset[str]
    is_part: bool = False


@dataclass(frozen=True)
class Query:
    """A question as a list of Terms, and the tsqueries made of it.

    `left_out` is the tsquery of its words that say nothing, and `length` how many words it has with
    these. `subject` is the text without such words around it, and `name` the folded text, with
    figures for the numbers in it. `names` are of two of its words with a figure, folded so too.
    """

    text: str
    terms: list[Term]
    left_out: str = ""
    length: int = 0
    subject: str = ""
    name: str = ""
    names: tuple[str, ...] = ()

    @cached_property
    def all_whole(self):
        return all_of(term.whole for term in self.terms)

    @cached_property
    def all_typed(self):
        """Return what has all words, and those that say nothing too: a title may have these."""
        return all_of([self.all_whole, self.left_out])

    @cached_property
    def all(self):
        """Return what has all words, and the pieces of a compound near each other.

        Who asks for "ziekenhuis" asks for no page about illness that says "huis" somewhere.
        """
        together = [
            any_of([quote(one.compound), near(one.either, other.either)])
            for one, other in pairwise(self.terms)
            if one.compound and one.compound == other.compound
        ]
        return all_of([*(term.either for term in self.terms), *together])

    @cached_property
    def some(self):
        return any_of(term.either for term in self.terms)

    @cached_property
    def some_whole(self):
        return any_of(term.whole for term in self.terms)

    @cached_property
    def some_parts(self):
        return any_of(term.parts for term in self.terms)

    @cached_property
    def lexemes(self):
        """Return all lexemes that the question matches, for marking them in a text."""
        return frozenset().union(*(term.lexemes for term in self.terms))

    def weigh_terms(self):
        """Return (Term, its share of the question) as a list: a rare word has a larger share."""
        total = sum(term.rarity for term in self.terms)
        return [(term, term.rarity / total) for term in self.terms]

    def __bool__(self):
        return bool(self.terms)
