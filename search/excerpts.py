"""The piece of a text that answers a question, with the words that do so marked."""

import re
from dataclasses import dataclass
from itertools import takewhile

__all__ = ["Segment", "make_excerpt", "mark"]

# In characters: how long an excerpt is, and how much of a text is looked through for it.
LENGTH = 220
MOST_SEARCHED = 30_000
# A sentence up to this length is shown whole; of a longer one about LENGTH.
LONGEST_SENTENCE = 300
# How many sentences that match are compared; a text with more of them needs no better one.
MOST_COMPARED = 50
ELLIPSIS = "…"
# Where a sentence ends and another one begins on the same line.
END = re.compile(r"(?<=[.!?…])([\"”’)]*)\s+(?=[\"“‘(]?[^\W_a-z])")
# What ends with a point and no sentence does: "o.a.", "H.", "bijv.".
ABBREVIATION = re.compile(
    r"(?:\b\w\.)+$|\b(?:bijv|blz|ca|dhr|dr|drs|mevr|mr|mrs|nr|prof|tel)\.$", re.I
)
IS_SENTENCE = re.compile(r"[.!?…][\"”’)]*$")
# Where somebody who reads aloud takes a breath.
PAUSE = re.compile(r"[,;:–]\s+")


@dataclass(frozen=True)
class Segment:
    """A piece of text that matches the question, or not. It is text: a template escapes it."""

    text: str
    is_match: bool


def mark(text, lexemes, analysis):
    """Return a text as a list of Segments; `lexemes` are what the question matches."""
    segments, end = [], 0
    for token in analysis.find_tokens(text):
        if lexemes & analysis.get_token_lexemes(token):
            segments += [
                Segment(text[end : token.start], False),
                Segment(text[token.start : token.end], True),
            ]
            end = token.end
    segments.append(Segment(text[end:], False))
    return [segment for segment in segments if segment.text]


def make_excerpt(summary, text, lexemes, analysis):
    """Return (Segments, is_summary): sentences of the text that match best, or the whole summary.

    Of the text about LENGTH characters. A summary that matches is the better excerpt: somebody
    wrote it to say what the page is about. So is any summary where only a heading matches, or a
    name that goes with the page.
    """
    marked = mark(summary, lexemes, analysis)
    if any(segment.is_match for segment in marked):
        return marked, True
    sentences = list_sentences(text[:MOST_SEARCHED])
    place = find_best_place(sentences, lexemes, analysis)
    if marked and (place is None or not IS_SENTENCE.search(sentences[place])):
        return marked, True
    piece = cut(sentences, place or 0, lexemes, analysis) if sentences else ""
    return mark(piece, lexemes, analysis), False


def list_sentences(text):
    """Return the sentences of a text, as a list; a heading or an item of a list is one too."""
    sentences = []
    for line in text.splitlines():
        start = 0
        for match in END.finditer(line):
            if not ABBREVIATION.search(line[start : match.end(1)]):
                sentences.append(line[start : match.end(1)])
                start = match.end()
        sentences.append(line[start:])
    return [" ".join(sentence.split()) for sentence in sentences if sentence.strip()]


def find_best_place(sentences, lexemes, analysis):
    """Return at which sentence to begin, so that most words of the question follow, or None.

    Of equals it is a sentence before a heading, and then the first one.
    """
    found = [find_lexemes(sentence, lexemes, analysis) for sentence in sentences]
    places = [place for place, some in enumerate(found) if some][:MOST_COMPARED]

    def count_words(place):
        following = found[place : place + len(take(sentences, place))]
        return len(frozenset().union(*following)), bool(IS_SENTENCE.search(sentences[place]))

    # max() keeps the first of equals.
    return max(places, key=count_words, default=None)


def find_lexemes(text, lexemes, analysis):
    tokens = analysis.find_tokens(text)
    return frozenset().union(*(lexemes & analysis.get_token_lexemes(token) for token in tokens))


def take(sentences, place):
    """Return the sentence at a place with those after it that fit, as a list.

    Only sentences follow each other: a heading between them would read as a part of one.
    """
    length = len(sentences[place])

    def fits(sentence):
        nonlocal length
        length += 1 + len(sentence)
        return length <= LENGTH and IS_SENTENCE.search(sentence)

    following = sentences[place + 1 :] if IS_SENTENCE.search(sentences[place]) else []
    return [sentences[place], *takewhile(fits, following)]


def cut(sentences, place, lexemes, analysis):
    """Return about LENGTH characters from the sentence at a place on, on one line.

    An item of a list comes with the words before the list, if these end with a colon.
    """
    if len(sentences[place]) > LONGEST_SENTENCE:
        return shorten(sentences[place], lexemes, analysis)
    pieces = take(sentences, place)
    before = sentences[place - 1] if place else ""
    if before.endswith(":") and len(before) + len(pieces[0]) < LENGTH:
        pieces.insert(0, before)
    return " ".join(pieces)


def shorten(sentence, lexemes, analysis):
    """Return about LENGTH characters of a long sentence, with the first word that matches.

    They begin where the sentence does, or after a pause in it.
    """
    matches = (
        token
        for token in analysis.find_tokens(sentence)
        if lexemes & analysis.get_token_lexemes(token)
    )
    first = next(matches, None)
    start = 0
    if first and first.end > LENGTH:
        pauses = [pause.end() for pause in PAUSE.finditer(sentence, 0, first.start)]
        near = [pause for pause in pauses if first.end - pause <= LENGTH]
        # Halfway, so that something stands before the word and after it.
        start = near[len(near) // 2] if near else first.start
    end = len(sentence)
    if end - start > LENGTH:
        end = max(sentence.rfind(" ", start, start + LENGTH), first.end if first else 0)
    piece = sentence[start:end].rstrip(",;:– ")
    return f"{ELLIPSIS if start else ''}{piece}{ELLIPSIS if end < len(sentence) else ''}"
