"""Which pages staff want to come first for a question."""

from search.analysis import Token, begins_with, get_analysis
from search.models import PinnedPage, Word
from search.vocabulary import fold_word
from site_version.keeping import keep

__all__ = ["find_pinned", "find_pinned_words"]


def find_pinned(query, locale):
    """Return which pages come first for a Query, as a list of keys in the order of the pins."""
    analysis = get_analysis(locale.language_code)
    tokens = join_pinned(list(analysis.find_tokens(query.text)), list_words(locale))
    said, typed = read_question(analysis, tokens)
    return [
        pin.page_id
        for pin, questions in list_pins(locale)
        if any(
            are_same_words(said, saying) or (pin.in_longer_questions and stands_in(every, typed))
            for saying, every in questions
        )
    ]


def join_pinned(tokens, words):
    """Return Tokens with two in one where they are a word that is pinned: "telefoon nummer"."""
    joined = []
    for token in tokens:
        if joined and joined[-1].joined + token.joined in words:
            first = joined.pop()
            token = Token(first.start, token.end, (first.joined + token.joined,))
        joined.append(token)
    return joined


def find_pinned_words(locale, folded):
    """Return of some folded words those in what staff pinned, as a list of Words of no entry."""
    words = list_words(locale)
    return [words[each] for each in folded if each in words]


@keep(size=10)
def list_words(locale):
    """Return the Words that somebody may ask for by what is pinned, by how they are folded.

    Short ones too: "ov".
    """
    analysis = get_analysis(locale.language_code)
    questions = [each for pin, _read in list_pins(locale) for each in pin.list_questions()]
    words = {
        question[token.start : token.end].lower()
        for question in questions
        for token in analysis.find_tokens(question)
        if not analysis.is_stop_word(token.joined)
    }
    return {
        fold_word(word): Word(locale=locale, word=word, folded=fold_word(word), entry_count=0)
        for word in words
    }


@keep(size=10)
def list_pins(locale):
    """Return (pin, its questions) for what staff pinned in a language, as a list.

    A question is what read_question() returns of it.
    """
    analysis = get_analysis(locale.language_code)
    return [
        (
            pin,
            [
                read_question(analysis, list(analysis.find_tokens(question)))
                for question in pin.list_questions()
            ],
        )
        for pin in PinnedPage.objects.filter(locale=locale)
    ]


def read_question(analysis, tokens):
    """Return the lexemes of the Tokens of a question that say something, and those of all of them.

    Each is a list of sets. The words are those that were typed: a compound is in one piece, and
    "meld" in "meld u aan" is also "aanmelden".
    """
    saying = [
        token for token in tokens if not (token.is_part or analysis.is_stop_word(token.joined))
    ]
    return [list(map(analysis.get_token_lexemes, each)) for each in [saying or tokens, tokens]]


def are_same_words(some, others):
    """Return whether two lists of words, each as its lexemes, are forms of the same words."""
    return len(some) == len(others) and all(any(word & other for other in others) for word in some)


def stands_in(some, others):
    """Return whether words, each as its lexemes, follow each other somewhere among others."""
    return bool(some) and any(begins_with(some, others[place:]) for place in range(len(others)))
