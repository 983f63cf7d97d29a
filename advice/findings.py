"""What there is to say about something that was written, as advice with a place."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils.text import Truncator

from advice.pieces import read_pieces

__all__ = ["Finding", "Reading", "quote"]

LONGEST_QUOTE = 60


def quote(text):
    """Return the first words of a text, to recognise it by."""
    return Truncator(" ".join(text.split())).chars(LONGEST_QUOTE)


@dataclass(frozen=True)
class Finding:
    """Something that a visitor may stumble over.

    `check` is the name of what found it, `text` says it in words that an editor understands,
    `path` is where it stands (see `Piece`), `repair` the name of what puts it right, or "", and
    `anchor` the id of its place on a screen that is not Wagtail's editor, or "".
    """

    check: str
    text: str
    path: str
    repair: str = ""
    anchor: str = ""

    @property
    def address(self):
        """The fragment that leads to its place."""
        return f"#{self.anchor}" if self.anchor else f"#:w:contentpath={self.path}"


@dataclass(frozen=True)
class Reading:
    """An instance of a model as the checks read it: once, for all of them."""

    instance: object

    @cached_property
    def pieces(self):
        """All Pieces, as a list."""
        return list(read_pieces(self.instance))

    @property
    def language(self):
        """The code of the language that it is written in."""
        locale = getattr(self.instance, "locale", None)
        return locale.language_code if locale else settings.LANGUAGE_CODE

    def get(self, *kinds):
        """Return the Pieces of some kinds, as a list."""
        return [piece for piece in self.pieces if piece.kind in kinds]
