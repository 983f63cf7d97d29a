"""Which words are of a language, whether or not the site has them.

So that search does not take a good word for a typing error: "vervoer" is no "verder". The words are
in `words/nl.trie` and `words/en.trie`; `words/README.md` says whose they are and how they are made.
A trie is read where it lies on the disk: a process keeps nothing of it, and all share one copy.
"""

from functools import cache, lru_cache
from pathlib import Path

import marisa_trie

__all__ = [
    "BEGINS",
    "ENDS",
    "SHORTEST_BEGIN",
    "cut_compound",
    "is_listed",
    "is_word",
    "open_trie",
    "read_forms",
]

FOLDER = Path(__file__).parent / "words"

# What stands in a trie behind a word that may begin a compound ("gezondheids"), or end one.
BEGINS, ENDS = "+", "="
# Shorter parts would explain too many typing errors: "bse-paren" for "besparen".
SHORTEST_BEGIN, SHORTEST_END = 3, 4
MOST_PARTS = 4


@lru_cache(maxsize=10_000)
def is_word(word, language):
    """Return whether a folded word is one of a language, in any form, or a compound of some.

    False for a language without a trie: nothing is known about its words.
    """
    return is_listed(word, language) or bool(cut_compound(word, open_trie(language) or ()))


def is_listed(word, language):
    """Return whether a dictionary has a folded word, in any form, as it stands."""
    trie = open_trie(language)
    return trie is not None and word in trie


def cut_compound(word, parts, most=MOST_PARTS):
    """Return the parts of a compound, as few as there can be at its end; [] if it is none.

    `parts` has what may begin and end a compound, with BEGINS and ENDS behind them.
    """
    for place in range(SHORTEST_BEGIN, len(word) - SHORTEST_END + 1):
        begin, end = word[:place], word[place:]
        if begin + BEGINS in parts:
            if end + ENDS in parts:
                return [begin, end]
            if most > 2 and (others := cut_compound(end, parts, most - 1)):
                return [begin, *others]
    return []


@cache
def open_trie(language):
    """Return the trie of a language code, or None if there is none."""
    path = FOLDER / f"{language}.trie"
    return marisa_trie.Trie().mmap(str(path)) if path.exists() else None


def read_forms(text):
    """Return a dictionary of each form in a text to the first on its line."""
    lines = [line.split() for line in text.splitlines()]
    return {form: line[0] for line in lines if line for form in line}
