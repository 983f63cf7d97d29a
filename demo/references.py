"""How the texts point to what has no number yet: "picture:keukentafel", "page:/contact/"."""

import datetime
import re

from django.utils import timezone

__all__ = ["References"]

KINDS = "call|document|municipality|page|person|picture|role|theme"
REFERENCE = re.compile(rf"(?:{KINDS}):\S+")
LINK = re.compile(r'href="((page|document):[^"]+)"')
# A day, as far from that on which the site is made, and the time of the clock there if it is told.
DAY = re.compile(r"(?:in (\d+) days|(\d+) days ago)(?: at (\d\d:\d\d))?")


class References:
    """Remembers what was made under which name; puts primary keys where the texts have names."""

    def __init__(self):
        self._made = {}

    def add(self, kind, name, instance):
        """Let `kind:name` in the texts stand for a saved instance."""
        self.add_key(kind, name, instance.pk)

    def add_key(self, kind, name, key):
        """Let `kind:name` in the texts stand for a key that is no primary key."""
        self._made[f"{kind}:{name}"] = key

    def resolve(self, value):
        """Return a value of the texts, in which tables and lists may nest, with its names replaced.

        Raises LookupError for the name of something that was not made.
        """
        if isinstance(value, dict):
            return {name: self.resolve(part) for name, part in value.items()}
        if isinstance(value, list):
            return [self.resolve(part) for part in value]
        if isinstance(value, str):
            return self._resolve_words(value)
        return value

    def _resolve_words(self, words):
        if REFERENCE.fullmatch(words):
            return self._find(words)
        if day := DAY.fullmatch(words):
            return make_day(*day.groups())
        return LINK.sub(self._to_rich_text_link, words)

    def _to_rich_text_link(self, link):
        return f'linktype="{link[2]}" id="{self._find(link[1])}"'

    def _find(self, reference):
        if reference not in self._made:
            raise LookupError(f"The demonstration texts name {reference}, which does not exist.")
        return self._made[reference]


def make_day(ahead, ago, clock):
    """Return the date so many days ahead or ago, or the moment then; all three are str or None."""
    day = timezone.localdate() + datetime.timedelta(days=int(ahead or f"-{ago}"))
    if not clock:
        return day
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.fromisoformat(clock)))
