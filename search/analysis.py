"""What counts as the same word, in each language: the one place where search decides that.

The index and a question are analysed alike, here and in Python, so that they always agree whatever
the version of PostgreSQL. A language is a file in `words/`; a language without one is searched
without stems.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path

import Stemmer
from django.conf import settings

from search.dutch import DutchStemmer
from search.english import EnglishStemmer
from search.language_words import read_forms

__all__ = ["LONGEST_WORD", "MOST_WORDS", "Analysis", "Rules", "Token", "fold", "get_analysis"]

# How many words of a question are looked at; the thirteenth seldom changes what is found.
MOST_WORDS = 12

FOLDER = Path(__file__).parent / "words"

# Ours, by what a file in `words/` calls them; any other name is an algorithm of Snowball.
STEMMERS = {"dutch": DutchStemmer, "english": EnglishStemmer}

# What may stand in a word and is no part of it: a soft hyphen, signs without width, and accents
# that are signs of their own, as macOS writes them and as Arabic may have.
UNHEARD = "\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f\u064b-\u065f\u0670"
LETTERS = rf"[^\W_](?:[^\W_]|[{UNHEARD}])*"
# Letters and digits, held together by what may stand inside a word: "MP.L03.105", "foto's".
TOKEN = re.compile(rf"{LETTERS}(?:['’.\-‐‑–]{LETTERS})*")
UNSEEN = re.compile("[\u00ad\u034f\u200b-\u200f\u2060\ufeff]")
INSIDE = re.compile(r"['’.\-‐‑–]")
POSSESSIVE = re.compile(r"['’]s$")
# Letters that are no plain letter with an accent, so that Unicode does not take them apart.
PLAIN = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
# PostgreSQL takes no lexeme of more than 2 kB, and no longer word in an index of its own. No real
# word is that long; what is read from a PDF can be a page without a space.
LONGEST_WORD = 60


def fold(text):
    """Return the text in small letters without accents and unseen signs: "Één" gives "een"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return UNSEEN.sub("", plain.translate(PLAIN))


@dataclass(frozen=True)
class Token:
    """A word as it stands in a text, from `start` to `end`.

    `words` are its folded parts: ("zuid", "holland") for "Zuid-Holland", one for most words.
    """

    start: int
    end: int
    words: tuple[str, ...]

    @property
    def joined(self):
        """Return the parts written as one word, which is cut at LONGEST_WORD as they are."""
        return "".join(self.words)[:LONGEST_WORD]


@lru_cache(maxsize=100_000)
def split_word(text):
    """Return the folded parts of a word, without the s of "foto's" and "resident's"."""
    bare = POSSESSIVE.sub("", text)
    parts = [fold(part)[:LONGEST_WORD] for part in INSIDE.split(bare)]
    return tuple(part for part in parts if part)


@dataclass(frozen=True)
class Rules:
    """What a file in `words/` says about a language."""

    stemmer: str = ""
    shortest_part: int = 5
    shortest_head: int = 5
    links: tuple[str, ...] = ("",)
    spellings: tuple[tuple[str, str], ...] = ()
    stop: str = ""
    irregular: str = ""
    lists: dict[str, str] = field(default_factory=dict)

    @cached_property
    def stop_words(self):
        return frozenset(self.stop.split())

    @cached_property
    def base_forms(self):
        """Return a dictionary of irregular form to the first form on its line."""
        return read_forms(self.irregular)

    @cached_property
    def find_stems(self):
        """Return what finds the stems of a word: ours for a language, Snowball's, or nothing."""
        if own := STEMMERS.get(self.stemmer):
            return own(self.lists).find_stems
        if self.stemmer:
            stem = Stemmer.Stemmer(self.stemmer).stemWord
            return lambda word: frozenset([stem(word)])
        return lambda word: frozenset([word])

    def get_lexemes(self, word):
        """Return the lexemes of a folded word: two words are the same if they share one."""
        for pattern, spelling in self.spellings:
            word = re.sub(pattern, spelling, word)
        if base_form := self.base_forms.get(word):
            return frozenset([base_form])
        return self.find_stems(word)


class Analysis:
    """Analyses texts in a language, or in all of them when it is not known in which."""

    def __init__(self, rules):
        """`rules` is a list of Rules; a word gets the lexemes of each."""
        self.rules = rules
        self.get_lexemes = lru_cache(maxsize=200_000)(self._find_lexemes)

    def _find_lexemes(self, word):
        """Return the set of lexemes of a folded word."""
        return frozenset().union(*(each.get_lexemes(word) for each in self.rules))

    @cached_property
    def shortest_part(self):
        return min(each.shortest_part for each in self.rules)

    @cached_property
    def shortest_head(self):
        return min(each.shortest_head for each in self.rules)

    @cached_property
    def links(self):
        return {link for each in self.rules for link in each.links}

    def is_stop_word(self, word):
        return any(word in each.stop_words for each in self.rules)

    def find_tokens(self, text):
        """Yield the Tokens of a text in order."""
        for match in TOKEN.finditer(text):
            if words := split_word(match[0]):
                yield Token(match.start(), match.end(), words)

    def get_token_lexemes(self, token):
        """Return the set of all lexemes of a Token: of its parts, and of them as one word."""
        return self.get_lexemes(token.joined).union(*map(self.get_lexemes, token.words))


@cache
def get_analysis(language=None):
    """Return the Analysis for a language code; without one, for all languages of the site."""
    codes = [language] if language else [code for code, _name in settings.LANGUAGES]
    return Analysis([read_rules(code) for code in codes])


def read_rules(language):
    """Return the Rules of a language code, or plain ones if it has no file."""
    path = FOLDER / f"{language}.toml"
    return Rules(**tomllib.loads(path.read_text())) if path.exists() else Rules()
