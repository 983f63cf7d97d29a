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
from search.separable import join_apart
from search.written import INSIDE, find_written, read_date, read_telephone

__all__ = [
    "LONGEST_WORD",
    "MOST_WORDS",
    "Analysis",
    "Rules",
    "Token",
    "begins_with",
    "fold",
    "get_analysis",
]

# How many words of a question are looked at; the thirteenth seldom changes what is found.
MOST_WORDS = 12

FOLDER = Path(__file__).parent / "words"

# Ours, by what a file in `words/` calls them; any other name is an algorithm of Snowball.
STEMMERS = {"dutch": DutchStemmer, "english": EnglishStemmer}

UNSEEN = re.compile("[\u00ad\u034f\u200b-\u200f\u2060\ufeff]")
# A postcode has a space in it: "3015 CX".
SPLIT = re.compile(rf"{INSIDE.pattern}|[ \u00a0]")
POSSESSIVE = re.compile(r"['’]s$")
# Letters that are no plain letter with an accent, so that Unicode does not take them apart, and
# that are not called after one either.
PLAIN = {"æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ŋ": "n", "ə": "e", "ɛ": "e", "ɔ": "o"}
NAMED = re.compile(r"LATIN SMALL LETTER (?:DOTLESS )?([A-Z])(?: WITH .*)?")
# PostgreSQL takes no lexeme of more than 2 kB, and no longer word in an index of its own. No real
# word is that long; what is read from a PDF can be a page without a space.
LONGEST_WORD = 60


def fold(text):
    """Return the text in small letters without accents and unseen signs: "Één" gives "een"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    if decomposed.isascii():
        return decomposed
    plain = "".join(map(get_plain, decomposed))
    return UNSEEN.sub("", plain)


@cache
def get_plain(letter):
    """Return a small letter without what is added to it: "ø" gives "o", an accent alone ""."""
    if unicodedata.combining(letter):
        return ""
    named = NAMED.fullmatch(unicodedata.name(letter, ""))
    return PLAIN.get(letter) or (named[1].lower() if named else letter)


@dataclass(frozen=True)
class Token:
    """A word as it stands in a text, from `start` to `end`.

    `words` are its folded parts: ("zuid", "holland") for "Zuid-Holland", one for most words.
    `together` is the lexeme of what it is with another word: "aanmeld" for "meld" in "meld u aan".
    There the `part` of "meld" is "aan", and "aan" itself `is_part`.
    """

    start: int
    end: int
    words: tuple[str, ...]
    together: str = ""
    part: str = ""
    is_part: bool = False

    @property
    def joined(self):
        """Return the parts written as one word, which is cut at LONGEST_WORD as they are."""
        return "".join(self.words)[:LONGEST_WORD]


@lru_cache(maxsize=100_000)
def split_word(text):
    """Return the folded parts of a word, without the s of "foto's" and "resident's"."""
    bare = POSSESSIVE.sub("", text)
    parts = [fold(part)[:LONGEST_WORD] for part in SPLIT.split(bare)]
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
    about: str = ""
    telling: str = ""
    light: str = ""
    how: str = ""
    measures: str = ""
    numbers: str = ""
    irregular: str = ""
    months: tuple[str, ...] = ()
    lists: dict[str, str] = field(default_factory=dict)

    @cached_property
    def stop_words(self):
        return frozenset(self.stop.split())

    @cached_property
    def base_forms(self):
        """Return a dictionary of irregular form to the first form on its line."""
        return read_forms(self.irregular)

    @cached_property
    def own(self):
        """Return our own stemmer for the language, if there is one."""
        return STEMMERS[self.stemmer](self.lists) if self.stemmer in STEMMERS else None

    @cached_property
    def find_stems(self):
        """Return what finds the stems of a word: ours for a language, Snowball's, or nothing."""
        if self.own:
            return self.own.find_stems
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

    @cached_property
    def months(self):
        """Return the names of the months of the first language that has them."""
        return next((each.months for each in self.rules if each.months), ())

    def find_month(self, word):
        """Return which month, from 1, a folded word is a name of, or 0."""
        lexemes = self.get_lexemes(word)
        names = enumerate(map(self.get_lexemes, self.months), 1)
        return next((number for number, name in names if name & lexemes), 0)

    @cached_property
    def own(self):
        """Return our own stemmer that knows compounds, and verbs that stand apart, or None."""
        return next((each.own for each in self.rules if hasattr(each.own, "join")), None)

    def cut_compound(self, word):
        """Return the parts of a compound that a dictionary has, or [] if there are none."""
        return self.own.cut_compound(word) if self.own else []

    def may_begin(self, part):
        """Return whether a word may follow on some letters in a compound: on "tafel", not "doorb".

        In "doorbreken" nobody has "reken" in mind. Without a dictionary anything may.
        """
        return not part or self.own is None or self.own.may_begin(part)

    def is_stop_word(self, word):
        return any(word in each.stop_words for each in self.rules)

    def is_about(self, word):
        """Return whether the subject of a question follows on a word: "over armoede"."""
        return any(word == each.about for each in self.rules)

    def is_telling(self, word):
        """Return whether a word only asks to be told: "geschreven" in "over armoede geschreven"."""
        return not self.telling.isdisjoint(self.get_lexemes(word))

    @cached_property
    def telling(self):
        """Return the lexemes of the words that only ask to be told something."""
        return self._read_list("telling")

    def is_light(self, word):
        """Return whether a word only makes a sentence of a question: "vind" in "waar vind ik"."""
        return not self.light.isdisjoint(self.get_lexemes(word))

    @cached_property
    def light(self):
        """Return the lexemes of the words that only make a sentence of a question."""
        return self._read_list("light")

    def _read_list(self, name):
        """Return the lexemes of a list of words in the files of the languages."""
        words = (word for each in self.rules for word in getattr(each, name).split())
        return frozenset().union(*map(self.get_lexemes, words))

    def is_measure(self, word, before):
        """Return whether a word asks how much, with the one `before` it: "hoe laat"."""
        return any(before == each.how and word in each.measures.split() for each in self.rules)

    def read_number(self, word):
        """Return the figures of a number that is written in letters, or ""."""
        return next(
            (
                str(each.numbers.split().index(word) + 1)
                for each in self.rules
                if word in each.numbers.split()
            ),
            "",
        )

    def find_tokens(self, text):
        """Yield the Tokens of a text in order."""
        tokens = self._read_tokens(text)
        return iter(join_apart(list(tokens), text, self.own)) if self.own else tokens

    def _read_tokens(self, text):
        """Yield the Tokens of a text, each by itself."""
        for kind, match in find_written(text):
            if kind == "date" and self.months and (parts := read_date(match)):
                for place, (start, end, number) in enumerate(parts):
                    word = self.months[number - 1] if place == 1 else str(number)
                    yield Token(start, end, (word,))
            elif kind == "telephone":
                yield Token(match.start(), match.end(), (read_telephone(match[0]),))
            elif words := split_word(match[0]):
                yield Token(match.start(), match.end(), words)

    def read_words(self, text):
        """Return the set of lexemes of each word of a text, as a list."""
        return [self.get_token_lexemes(token) for token in self.find_tokens(text)]

    def get_token_lexemes(self, token):
        """Return the set of all lexemes of a Token: of its parts, and of them as one word."""
        found = self.get_lexemes(token.joined).union(*map(self.get_lexemes, token.words))
        return found | {token.together} if token.together else found


def begins_with(words, asked):
    """Return whether one list of sets of lexemes begins with the words of another."""
    return len(words) <= len(asked) and all(map(frozenset.intersection, words, asked))


@cache
def get_analysis(language=None):
    """Return the Analysis for a language code; without one, for all languages of the site."""
    codes = [language] if language else [code for code, _name in settings.LANGUAGES]
    return Analysis([read_rules(code) for code in codes])


def read_rules(language):
    """Return the Rules of a language code, or plain ones if it has no file."""
    path = FOLDER / f"{language}.toml"
    return Rules(**tomllib.loads(path.read_text())) if path.exists() else Rules()
