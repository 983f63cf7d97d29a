"""The piece of a text that answers a question, with the words that do so marked."""

import re
from dataclasses import dataclass

__all__ = ["Segment", "make_excerpt", "mark"]

# In characters: how long an excerpt is, and how much of a text is looked through for it.
LENGTH = 220
MOST_SEARCHED = 30_000
# So much stands before the first word that matches.
LEAD = 60
ELLIPSIS = "…"
# Between a heading or an item of a list and what comes after it; a sentence ends by itself.
BREAK = re.compile(r"(?<=[^\s.!?:;,…])\s*\n\s*")


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
    """Return (Segments, is_summary): the text where it matches best, or the whole summary.

    Of the text about LENGTH characters. A summary that matches is the better excerpt: somebody
    wrote it to say what the page is about.
    """
    marked = mark(summary, lexemes, analysis)
    if any(segment.is_match for segment in marked):
        return marked, True
    start = find_best_place(text[:MOST_SEARCHED], lexemes, analysis)
    if start is None and marked:
        return marked, True
    return mark(cut(text, start or 0), lexemes, analysis), False


def find_best_place(text, lexemes, analysis):
    """Return where to begin, so that most of the question's words are in the excerpt, or None."""
    matches = [
        (token.start, found)
        for token in analysis.find_tokens(text)
        if (found := lexemes & analysis.get_token_lexemes(token))
    ]

    def count_words(match):
        start, _ = match
        near = [found for place, found in matches if 0 <= place - start < LENGTH - LEAD]
        return len(frozenset().union(*near))

    # max() keeps the first of equals; a text with a match in every sentence needs no more.
    return max(matches[:50], key=count_words)[0] if matches else None


def cut(text, place):
    """Return about LENGTH characters around a place, from word to word, on one line."""
    start = max(0, place - LEAD)
    end = min(len(text), start + LENGTH)
    if start:
        start = text.find(" ", start, place) + 1 or place
    if end < len(text):
        end = max(text.rfind(" ", start, end), place + 1)
    piece = " ".join(BREAK.sub(" · ", text[start:end].strip()).split())
    return f"{ELLIPSIS if start else ''}{piece}{ELLIPSIS if end < len(text) else ''}"
