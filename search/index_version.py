"""Which version of the index is read: what is counted in it may be kept as long as that lasts.

The version of the site does not tell: the worker writes the index again when nothing else changes.
"""

from django.db import connection, transaction

__all__ = ["raise_when_stored", "read_index_version"]

RAISE = "SELECT nextval('search_index_version')"
READ = "SELECT last_value FROM search_index_version"


def raise_when_stored():
    """Raise the version now, for the rest of this transaction, and when all others can read it.

    Who counts in between keeps what was right until then, under the version of until then.
    """
    raise_now()
    transaction.on_commit(raise_now)


def raise_now():
    with connection.cursor() as cursor:
        cursor.execute(RAISE)


def read_index_version():
    """Return the version of now, a number."""
    with connection.cursor() as cursor:
        cursor.execute(READ)
        return cursor.fetchone()[0]
