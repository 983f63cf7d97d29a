"""Which version of the site is read now."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

__all__ = [
    "CHANNEL",
    "Version",
    "get_version",
    "is_reading",
    "raise_version",
    "read_version",
    "reading",
]

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

# For the length of a request: a list that holds the version, once it was asked for.
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
    if versions and not versions[0].is_committed and not connection.in_atomic_block:
        # The transaction is over, or was undone, which no statement tells.
        versions.clear()
    if not versions:
        versions.append(read_version())
    return versions[0]


def read_version():
    """Return the Version of now, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(QUERY)
        return Version(cursor.fetchone()[0], timezone.localdate())


def raise_version():
    """Have another version from the end of this transaction, as after a change that is seen."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT site_version_note()")


def is_reading():
    """Return whether this is in a `reading`."""
    return seen.get() is not None


@contextmanager
def reading():
    """Have the version read once in this block, and again after what may have changed it here.

    For a request. What others change meanwhile is seen by the next one.
    """
    versions = []
    token = seen.set(versions)

    def forget_when_changed(execute, sql, *arguments):
        if not is_question(sql):
            versions.clear()
        return execute(sql, *arguments)

    try:
        with connection.execute_wrapper(forget_when_changed):
            yield
    finally:
        seen.reset(token)


def is_question(sql):
    """Return whether a statement only reads; where that is not plain, it may do more."""
    return isinstance(sql, str) and sql.lstrip().startswith("SELECT")
