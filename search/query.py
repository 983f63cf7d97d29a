"""Turns what somebody typed into what is looked up."""

from collections import Counter
from copy import copy
from itertools import groupby, pairwise

from search.analysis import MOST_WORDS, get_analysis
from search.dates import find_dates
from search.idle_words import find_idle
from search.pieces import take_apart
from search.quoted import find_quoted
from search.synonyms import find_same
from search.terms import Alternative, Query, Term, get_rarity
from search.vectors import all_of, any_of, in_order, prefix_of, quote
from search.vocabulary import find_related, fold_word

__all__ = ["make_query"]

# A part leaves at least so many letters of the word around it: "werkteam" has "team" in it.
SHORTEST_REST = 3
# Where a word may be cut in two: "tafel-gesprek", but not "t-afelgesprek".
SHORTEST_PIECE = 3
# A shorter stem is in too many words that have nothing to do with it.
SHORTEST_STEM = 4
# Fewer digits begin too many numbers.
SHORTEST_NUMBER = 4


def make_query(text, locale):
    """Return the Query for a text in a language; one without terms if there is no word in it."""
    analysis = get_analysis(locale.language_code)
    tokens = list(analysis.find_tokens(text))[:MOST_WORDS]
    if not tokens:
        return Query(text, [])
    words = RelatedWords(locale, analysis, text, tokens)
    quoted, alternatives = find_quoted(text, tokens), find_alternatives(words)
    apart = take_apart(words, [*quoted, *map(get_span, alternatives)])
    if apart is not words:
        words, tokens = apart, apart.tokens
        quoted, alternatives = find_quoted(text, tokens), find_alternatives(words)
    all_spans = get_spans(tokens, [*quoted, *map(get_span, alternatives)])
    idle = find_idle(tokens, analysis)
    spans = [span for span in all_spans if not idle.issuperset(range(*span))]
    terms = [
        make_quoted_term(words, span)
        if span in quoted
        else make_term(
            words, span, [each for each in alternatives if span[0] <= each.start < span[1]]
        )
        for span in spans or all_spans
    ]
    with_figures = write_figures(text, tokens, analysis)
    first, last = tokens[(spans or all_spans)[0][0]], tokens[(spans or all_spans)[-1][1] - 1]
    return Query(
        text,
        terms,
        # Where all words are small, none was left out.
        left_out=all_of(write_word(analysis, tokens[place].joined) for place in idle if spans),
        length=sum(len(token.words) for token in tokens),
        subject=text[first.start : last.end],
        name=fold_word(with_figures),
        names=find_names(with_figures),
    )


def find_alternatives(words):
    """Return the Alternatives for the words of a question, as a list."""
    synonyms = find_synonyms(words.locale, words.analysis, words.tokens)
    dates = [
        Alternative(start, end, quote(lexeme), frozenset())
        for start, end, lexeme in find_dates(words.tokens, words.analysis)
    ]
    numbers = [
        Alternative(place, place + 1, quote(figures), frozenset([figures]))
        for place, figures in find_numbers(words.tokens, words.analysis)
    ]
    beginnings = [
        Alternative(start, end, prefix_of(digits), frozenset([digits]))
        for start, end, digits in find_long_numbers(words.tokens)
    ]
    return [
        *[*synonyms, *dates, *numbers, *beginnings],
        *[*words.find_joined(), *words.find_apart()],
    ]


def find_numbers(tokens, analysis):
    """Yield (place, figures) for each number in letters behind another word: "werkteam twee".

    Before one it says how many there are.
    """
    for place in range(1, len(tokens)):
        figures = analysis.read_number(tokens[place].joined)
        if figures and not analysis.is_stop_word(tokens[place - 1].joined):
            yield place, figures


def write_figures(text, tokens, analysis):
    """Return the text of a question with figures for the numbers in it: "werkteam 2"."""
    for place, figures in reversed(list(find_numbers(tokens, analysis))):
        text = text[: tokens[place].start] + figures + text[tokens[place].end :]
    return text


def find_names(text):
    """Return what may be names with a number in the text of a question, folded, as a tuple."""
    pairs = map("".join, pairwise(text.split()))
    return tuple(fold_word(pair) for pair in pairs if any(map(str.isdigit, pair)))


def find_long_numbers(tokens):
    """Yield (start, end, digits) for what may be the first part of a telephone number or postcode.

    That is digits in one or more groups: "010 794".
    """
    for is_number, group in groupby(enumerate(tokens), key=lambda each: each[1].joined.isdigit()):
        places = [place for place, _token in group]
        digits = "".join(tokens[place].joined for place in places)
        if is_number and len(digits) >= SHORTEST_NUMBER:
            yield places[0], places[-1] + 1, digits


def get_span(alternative):
    return alternative.start, alternative.end


def get_spans(tokens, together):
    """Return (start, end) of the pieces of a question, of which none runs across another.

    `together` are those of words that belong together.
    """
    starts = set(range(len(tokens)))
    for start, end in together:
        starts -= set(range(start + 1, end))
    ordered = [*sorted(starts), len(tokens)]
    return list(pairwise(ordered))


def make_term(words, span, alternatives):
    """Return the Term for a piece of the question that has these alternatives."""
    start, end = span
    places = range(start, end)
    is_on_site = all(words.is_known(place) for place in places)
    whole = {place: words.get_whole(place) for place in places}
    inside = {place: words.get_inside(place) for place in places}
    options = {False: [all_of(whole.values())], True: []}
    if any(inside.values()):
        options[True].append(
            inside[start]
            if len(places) == 1
            else all_of(any_of([whole[place], inside[place]]) for place in places)
        )
    for each in alternatives:
        others = [whole[place] for place in places if not each.start <= place < each.end]
        options[each.is_part].append(all_of([each.query, *others]))
    return Term(
        typed=words.get_typed(places),
        words=tuple(words.tokens[place].joined for place in places),
        whole=any_of(options[False]),
        parts=any_of(options[True]),
        lexemes=frozenset().union(
            *(words.get_lexemes(place) for place in places),
            *(each.lexemes for each in alternatives),
        ),
        is_known=bool(alternatives) or is_on_site,
        is_on_site=is_on_site,
        rarity=max(get_rarity(words.count(place)) for place in places),
        compound=words.get_compound(start),
    )


def make_quoted_term(words, span):
    """Return the Term for words between quotation marks: so they must stand in the text."""
    places = range(*span)
    folded = [word for place in places for word in words.tokens[place].words]
    return Term(
        typed=words.get_typed(places),
        words=tuple(words.tokens[place].joined for place in places),
        whole=write_phrase(words.analysis, folded),
        parts="",
        lexemes=frozenset().union(
            *(words.analysis.get_token_lexemes(words.tokens[place]) for place in places)
        ),
        # What is typed with so much care is no typing error.
        is_known=True,
        is_on_site=all(words.is_known(place) for place in places),
        rarity=max(get_rarity(words.count(place)) for place in places),
    )


def find_synonyms(locale, analysis, tokens):
    """Yield an Alternative for each place where other words of the staff fit the question."""
    typed = [analysis.get_token_lexemes(token) for token in tokens]
    for start in range(len(tokens)):
        for number, others in find_same(locale, typed[start:]):
            for other in others:
                yield make_alternative(analysis, other, start, start + number)


def make_alternative(analysis, words, start, end):
    """Return the Alternative that has `words` in the place of a piece of the question."""
    meant = list(analysis.find_tokens(words))
    phrase = write_phrase(analysis, [word for each in meant for word in each.words])
    return Alternative(start, end, phrase, frozenset().union(*analysis.read_words(words)))


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
