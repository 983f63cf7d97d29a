"""What changed between two versions of a text, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

__all__ = ["Change", "get_likeness", "list_changes"]

# A word, a tag, or what stands between them.
TOKEN = re.compile(r"<[^>]+>|\w+|\s+|[^\w\s<]|<")


@dataclass(frozen=True)
class Change:
    """A run of text that stayed, or took the place of another; both are str, one may be empty."""

    old: str
    new: str

    @property
    def is_same(self):
        return self.old == self.new


def list_changes(old, new):
    """Return the new text as a list of Change, in order, with what was there before."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        Change("".join(before[a:b]), "".join(after[c:d])) for _, a, b, c, d in matcher.get_opcodes()
    ]


def get_likeness(one, other):
    """Return how much two texts have in common, word by word, from 0 (nothing) to 1 (all)."""
    matcher = SequenceMatcher(None, TOKEN.findall(one), TOKEN.findall(other), autojunk=False)
    return matcher.ratio()
