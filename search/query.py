"""Turns what somebody typed into what is looked up."""

from itertools import groupby, pairwise

from search.analysis import MOST_WORDS, get_analysis
from search.dates import find_dates
from search.idle_words import find_idle
from search.pieces import take_apart
from search.quoted import find_quoted
from search.related import RelatedWords, write_phrase, write_word
from search.synonyms import find_same
from search.terms import Alternative, Query, Term, get_rarity
from search.vectors import all_of, any_of, prefix_of, quote
from search.vocabulary import fold_word

__all__ = ["make_query"]

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
