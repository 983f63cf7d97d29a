"""Headings: their order, and whether they say anything (Toegankelijk CMS 2 and 3)."""

from django.utils.translation import gettext as _

from advice.findings import Finding, quote

__all__ = ["find_empty_headings", "find_skipped_levels"]


def find_skipped_levels(reading):
    """Yield a Finding for each smaller heading without a heading before it."""
    seen = set()
    for piece in reading.get("heading", "title"):
        field = piece.path.partition(".")[0]
        if piece.kind == "heading" and piece.value["level"] == "3" and field not in seen:
            text = _(
                "“%(heading)s” is a smaller heading, and no heading stands before it. Choose"
                " “Heading”, or put a heading above it."
            )
            yield Finding(
                "skipped_level", text % {"heading": quote(piece.value["text"])}, piece.path
            )
        seen.add(field)


def find_empty_headings(reading):
    """Yield a Finding for each heading without a letter or digit, and with nothing below it."""
    pieces = [piece for piece in reading.pieces if "." in piece.path]
    for place, piece in enumerate(pieces):
        if piece.kind != "heading":
            continue
        words = piece.value["text"]
        if not any(sign.isalnum() for sign in words):
            text = _("This heading says nothing. Write what the text below it is about.")
            yield Finding("empty_heading", text, piece.path)
        elif not has_text(piece, pieces[place + 1 :]):
            text = _("Nothing stands below the heading “%(heading)s”.") % {"heading": quote(words)}
            yield Finding("empty_heading", text, piece.path)


def has_text(heading, following):
    """Return whether something else than a heading of its own size or larger follows a heading."""
    if not following:
        return False
    after = following[0]
    return after.kind != "heading" or after.value["level"] > heading.value["level"]
