"""Capitals and bold: read letter by letter, or not at all (Toegankelijk CMS 15 and 16)."""

import re

from django.utils.translation import gettext as _

from advice.findings import Finding, quote
from advice.paragraphs import read_paragraphs

__all__ = ["find_bold", "find_capitals", "find_fake_headings"]

# Three words after each other: "NIEUWS VOOR IEDEREEN", not "AVG en WMO".
CAPITALS = re.compile(r"\b[^\W\d_]*[A-ZÀ-Þ]{3,}(?:\W+[A-ZÀ-Þ]{2,}){2,}\b")
MOST_BOLD = 1 / 3
# A term in a short paragraph is soon a third of it.
SHORTEST = 60


def find_capitals(reading):
    """Yield a Finding for each text with three words in capitals after each other."""
    for piece in reading.pieces:
        for text in list_texts(piece):
            if found := CAPITALS.search(text):
                words = _("“%(words)s” is in capitals, which is hard to read. Use small letters.")
                yield Finding("capitals", words % {"words": quote(found[0])}, piece.path)


def list_texts(piece):
    """Return what is read in a Piece, as a list of str."""
    if piece.kind == "rich text":
        return [paragraph.text for paragraph in read_paragraphs(piece.html)]
    if piece.kind == "heading":
        return [piece.value["text"]]
    return [piece.value or ""] if piece.kind in {"title", "text", "line"} else []


def find_bold(reading):
    """Yield a Finding for each paragraph of which more than a third is bold."""
    for piece, paragraph in get_paragraphs(reading):
        is_long = len(paragraph.text) >= SHORTEST
        if is_long and paragraph.bold_share > MOST_BOLD and not is_fake_heading(paragraph):
            text = _(
                "Much is bold in “%(words)s”; then nothing stands out. Keep it for a few words."
            )
            yield Finding("bold", text % {"words": quote(paragraph.text)}, piece.path)


def find_fake_headings(reading):
    """Yield a Finding for each paragraph that is bold as a whole, as a heading is."""
    for piece, paragraph in get_paragraphs(reading):
        if is_fake_heading(paragraph):
            text = _(
                "“%(words)s” is bold and looks like a heading, but who cannot see it does not hear"
                " that. Make it a block “Heading”."
            )
            yield Finding("fake_heading", text % {"words": quote(paragraph.text)}, piece.path)


def is_fake_heading(paragraph):
    """Return whether a Paragraph looks like a heading: short, bold, and no sentence."""
    is_line = not paragraph.is_item and len(paragraph.text) <= 120
    return is_line and paragraph.bold_share == 1 and not paragraph.text.endswith((".", ",", "!"))


def get_paragraphs(reading):
    """Return the paragraphs of all rich text, as a list of (Piece, Paragraph)."""
    return [
        (piece, paragraph)
        for piece in reading.get("rich text")
        for paragraph in read_paragraphs(piece.html)
    ]
