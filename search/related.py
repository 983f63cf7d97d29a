"""What the words of the site have to do with the words of a question."""

from collections import Counter
from copy import copy

from search.terms import Alternative
from search.vectors import all_of, any_of, in_order, quote
from search.vocabulary import find_related

__all__ = ["RelatedWords", "write_phrase", "write_word"]

# A part leaves at least so many letters of the word around it: "werkteam" has "team" in it.
SHORTEST_REST = 3
# Where a word may be cut in two: "tafel-gesprek", but not "t-afelgesprek".
SHORTEST_PIECE = 3
# A shorter stem is in too many words that have nothing to do with it.
SHORTEST_STEM = 4


def write_phrase(analysis, words):
    """Return the tsquery for folded words after each other, whatever the small ones among them."""
    return in_order(
        "" if len(words) > 1 and analysis.is_stop_word(word) else write_word(analysis, word)
        for word in words
    )


def write_word(analysis, word):
    return any_of(map(quote, analysis.get_lexemes(word)))


class RelatedWords:
    """What the words of the site have to do with the tokens of a question; asks for it once."""

    def __init__(self, locale, analysis, text, tokens):
        self.locale, self.analysis, self.text, self.tokens = locale, analysis, text, tokens
        self.counts = Counter()
        self.look_up(tokens)

    def look_up(self, tokens):
        """Ask what the words of the site have to do with some Tokens of the question."""
        pieces = {piece for token in tokens for cut in self.cut(token) for piece in cut}
        joined = {word for start, _ in enumerate(tokens[1:]) for word in self._join(tokens, start)}
        parts = {part for token in tokens for part in self._get_bases(token)} | {
            lexeme
            for token in tokens
            for lexeme in self.analysis.get_lexemes(token.joined)
            if len(lexeme) >= SHORTEST_STEM and not self.analysis.is_stop_word(token.joined)
        }
        # With its stems: "written" is as rare as "write" is, and known where that is.
        whole = {
            form
            for token in tokens
            for form in {token.joined, *self.analysis.get_lexemes(token.joined)}
        }
        self.counts |= find_related(self.locale, parts, pieces | joined | whole)

    def with_tokens(self, tokens):
        """Return what is known of the same question cut up in other Tokens; asks nothing."""
        other = copy(self)
        other.tokens = tokens
        return other

    def _get_bases(self, token):
        """Return what of a token is looked for inside other words: itself and its stems."""
        word = token.joined
        forms = {word, *self.analysis.get_lexemes(word)}
        return {
            form
            for form in forms
            if len(form) >= self.analysis.shortest_head
            # Not what a stemmer has taken the beginning off: "sprek" of "gesprek".
            and form[:2] == word[:2]
            and not self.analysis.is_stop_word(word)
        }

    def cut(self, token):
        """Yield the ways to cut a word in two, without what links the parts of a compound."""
        word = token.joined
        for place in range(SHORTEST_PIECE, len(word) - SHORTEST_PIECE + 1):
            for link in self.analysis.links:
                first, second = word[:place], word[place:]
                if first.endswith(link) and len(first) - len(link) >= SHORTEST_PIECE:
                    yield first.removesuffix(link), second

    def _join(self, tokens, start):
        """Yield the ways to write a token and the next one as one word."""
        first, second = (token.joined for token in tokens[start : start + 2])
        return [f"{first}{link}{second}" for link in self.analysis.links]

    def get_typed(self, places):
        """Return the words at some places (a range) as somebody typed them."""
        return self.text[self.tokens[places[0]].start : self.tokens[places[-1]].end]

    def count(self, place):
        """Return in how many entries the word at a place is, in the form that most have.

        A part of longer words is as rare as these.
        """
        lexemes = self.analysis.get_token_lexemes(self.tokens[place])
        own = [
            self.counts[word] for word in self.counts if lexemes & self.analysis.get_lexemes(word)
        ]
        return max(own or map(self.counts.get, self._find_compounds(self.tokens[place])), default=0)

    def get_compound(self, place):
        """Return the lexeme of the compound of which a piece is at a place, or ""."""
        token = self.tokens[place]
        return "" if token.part else token.together

    def is_known(self, place):
        """Return whether the site has the word at a place, in some form or inside another.

        A number is not among the words that are counted, and is the same in every language.
        """
        if self.tokens[place].joined.isdigit():
            return True
        lexemes = self.analysis.get_token_lexemes(self.tokens[place])
        return bool(self.get_inside(place)) or any(
            lexemes & self.analysis.get_lexemes(word) for word in self.counts
        )

    def get_whole(self, place):
        """Return the tsquery for the word at a place; for "e-mail" also as "email" and "e mail".

        And for "meld" in "meld u aan" as "aanmelden". Only for "doe" in "doe mee" with "mee".
        """
        token = self.tokens[place]
        word = write_word(self.analysis, token.joined)
        if token.part and not self.analysis.is_stop_word(token.part):
            word = all_of([word, write_word(self.analysis, token.part)])
        return any_of(
            [
                word,
                write_phrase(self.analysis, token.words) if len(token.words) > 1 else "",
                quote(token.together) if token.together else "",
            ]
        )

    def get_inside(self, place):
        """Return the tsquery for longer words that have the word at a place inside, or ""."""
        return any_of(
            write_word(self.analysis, word) for word in self._find_compounds(self.tokens[place])
        )

    def get_lexemes(self, place):
        token = self.tokens[place]
        found = [self.analysis.get_lexemes(word) for word in self._find_compounds(token)]
        return self.analysis.get_token_lexemes(token).union(*found)

    def _find_compounds(self, token):
        """Return the words of the site that have a token inside and are no form of it."""
        own, bases = self.analysis.get_token_lexemes(token), self._get_bases(token)
        return [
            word
            for word in self.counts
            if not own & self.analysis.get_lexemes(word)
            and any(self._is_part(base, word) for base in bases)
        ]

    def _is_part(self, base, word):
        """Return whether a word has `base` inside, and `base` is long enough to mean something."""
        if len(base) >= self.analysis.shortest_part and base in word:
            return self.analysis.may_begin(word[: word.index(base)])
        return any(
            form.endswith(base)
            and len(form) - len(base) >= SHORTEST_REST
            and self.analysis.may_begin(form.removesuffix(base))
            for form in {word, *self.analysis.get_lexemes(word)}
        )

    def find_joined(self):
        """Yield an Alternative for each two tokens that are one word on the site."""
        for start, _ in enumerate(self.tokens[1:]):
            for word in self._join(self.tokens, start):
                if word in self.counts:
                    lexemes = self.analysis.get_lexemes(word)
                    yield Alternative(start, start + 2, write_word(self.analysis, word), lexemes)

    def find_apart(self):
        """Yield an Alternative for each word that the site also writes as two: "samen wonen".

        A word that it never writes as one is taken apart instead (`pieces.py`).
        """
        for place, token in enumerate(self.tokens):
            word = token.joined
            cuts = [
                (word[:cut], word[cut:])
                for cut in range(SHORTEST_PIECE, len(word) - SHORTEST_PIECE + 1)
                if word[:cut] in self.counts and word[cut:] in self.counts
            ]
            if cuts and self.is_known(place):
                for pieces in cuts:
                    lexemes = frozenset().union(*map(self.analysis.get_lexemes, pieces))
                    phrase = write_phrase(self.analysis, pieces)
                    yield Alternative(place, place + 1, phrase, lexemes, is_part=True)
