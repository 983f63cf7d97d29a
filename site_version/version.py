"""Which version of the site is read now."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

__all__ = ["CHANNEL", "Version", "get_version", "read_version", "reading"]

# Where PostgreSQL tells the number that was raised, as soon as its transaction is committed.
CHANNEL = "site_version"

# What the transaction changed itself comes first: nobody else sees that yet.
QUERY = """
SELECT coalesce(
    nullif(current_setting('site_version.pending', true), '')::bigint,
    (SELECT number FROM site_version_siteversion),
    0
)
"""

# For the length of a request: a list that will hold the version, once it was asked for.
seen = ContextVar("seen", default=None)


class Version(NamedTuple):
    """What visitors see: equal versions show the same.

    The number is negative in a transaction that changed something that visitors see, and another
    one after each change: what is made there may be kept under it, but not for other processes.
    """

    number: int
    day: date

    @property
    def is_committed(self):
        """Whether this is what everybody sees, and not only this transaction."""
        return self.number >= 0


def get_version():
    """Return the Version of now; in a `reading`, the one of when it was first asked for."""
    versions = seen.get()
    if versions is None:
        return read_version()
    if not versions:
        versions.append(read_version())
    return versions[0]


def read_version():
    """Return the Version of now, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(QUERY)
        return Version(cursor.fetchone()[0], timezone.localdate())


@contextmanager
def reading():
    """Read the version only once in this block, which changes nothing that visitors see."""
    token = seen.set([])
    try:
        yield
    finally:
        seen.reset(token)
