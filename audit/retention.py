"""How something is described that the site keeps of people (`audit.kept` is the table of it)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import ngettext

__all__ = ["Kept", "in_words", "read_term"]

DAYS = {"days": 1, "weeks": 7, "months": 365.25 / 12}


@dataclass(frozen=True)
class Kept:
    """Something that is kept of people.

    `tables` and `jobs` are names in the database and in PERIODIC_WORK. `terms` are pairs of words
    and the path of a term, in the settings or in a module; without one it is kept as long as
    `until` says. `erased` is how it goes earlier, and `place` where it is, if in no table.
    """

    what: str
    why: str
    tables: Sequence[str]
    erased: str
    jobs: Sequence[str] = ()
    terms: Sequence[tuple[str, str]] = ()
    until: str = ""
    place: str = ""

    def list_terms(self):
        """Return how long it is kept, as a list of str."""
        terms = [f"{words}: {in_words(read_term(path))}" for words, path in self.terms]
        return [*terms, str(self.until)] if self.until else terms


def read_term(path):
    """Return the term that a path leads to, as a timedelta.

    A setting or a constant that is no timedelta has its unit in its name, or in its keys.
    """
    value = import_string(path) if "." in path else getattr(settings, path)
    if isinstance(value, timedelta):
        return value
    if isinstance(value, dict):
        return max(timedelta(days=DAYS[unit] * number) for unit, number in value.items())
    name = path.rpartition(".")[2]
    if "MONTHS" in name:
        return timedelta(days=DAYS["months"] * value)
    return timedelta(seconds=value) if name.endswith("AGE") else timedelta(days=value)


def in_words(term):
    """Return a timedelta in the largest unit that says it, for example “12 months”."""
    if term < timedelta(days=2):
        hours = round(term.total_seconds() / 3600)
        return ngettext("%(number)d hour", "%(number)d hours", hours) % {"number": hours}
    days, months = term.days, round(term.days / DAYS["months"])
    if days >= 2 * 365:
        return ngettext("%(number)d year", "%(number)d years", days // 365) % {
            "number": days // 365
        }
    if days > 100:
        return ngettext("%(number)d month", "%(number)d months", months) % {"number": months}
    return ngettext("%(number)d day", "%(number)d days", days) % {"number": days}
