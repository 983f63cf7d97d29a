"""Locks in the database that end with the process that holds them, however it ends.

They are PostgreSQL's advisory locks, held by a connection. When its process is killed, the system
closes the connection; when its whole machine is lost, the server notices within a minute.
"""

import secrets
from contextlib import contextmanager

from django.db import connection

__all__ = ["WorkerLock", "alone", "is_dead", "take_turn"]

# The number of a lock is made from its name, with a prefix that keeps it apart from other uses.
NUMBER = "hashtextextended('background ' || %s, 0)"
# Both ends ask an idle connection for a sign of life after 30 seconds; without a network in between
# these are ignored. A long task must not cost the lock either.
SESSION = """
SET tcp_keepalives_idle = 30;
SET tcp_keepalives_interval = 10;
SET tcp_keepalives_count = 3;
SET idle_session_timeout = 0
"""
CLIENT_OPTIONS = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}


class WorkerLock:
    """A worker's proof that it lives: a lock of its name, on a connection that does nothing else.

    `worker_id` is the name, a new one for each lock. Any method raises `retries.DATABASE_FAILURES`
    once the database has lost the connection.
    """

    def __init__(self):
        self.worker_id = secrets.token_hex(16)
        self.connection = connection.copy()
        self.connection.settings_dict["OPTIONS"] |= CLIENT_OPTIONS

    def __enter__(self):
        self._execute(SESSION)
        self._execute(f"SELECT pg_advisory_lock({NUMBER})", self.worker_id)
        return self

    def __exit__(self, *exception):
        self.connection.close()

    def check(self):
        """Raise one of DATABASE_FAILURES unless the lock is still held."""
        self._execute("SELECT 1")

    @contextmanager
    def only_one(self, name):
        """Yield whether no other worker is in a block of this name (a str) now."""
        is_ours = self._execute(f"SELECT pg_try_advisory_lock({NUMBER})", name)
        try:
            yield is_ours
        finally:
            if is_ours:
                self._execute(f"SELECT pg_advisory_unlock({NUMBER})", name)

    def _execute(self, statement, *parameters):
        """Return the first value of what a statement gives; None when it gives no rows."""
        with self.connection.cursor() as cursor:
            cursor.execute(statement, parameters or None)
            return cursor.fetchone()[0] if cursor.description else None


def is_dead(worker_id):
    """Return whether no process holds the lock of a worker; to be called in a transaction.

    Until the end of that transaction the lock is ours.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_xact_lock({NUMBER})", [worker_id])
        return cursor.fetchone()[0]


def take_turn(name):
    """Wait until no other process is past this call with a name (a str); for in a transaction.

    The turn is over with the transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock({NUMBER})", [name])


@contextmanager
def alone(name, say):
    """Keep all other processes out of blocks of this name (a str) on this database.

    Whoever has to wait for another one is told so by `say` (a function of a str). The lock has a
    connection of its own, since what goes on in the block may end the other.
    """
    holder = connection.copy()
    try:
        with holder.cursor() as cursor:
            cursor.execute(SESSION)
            cursor.execute(f"SELECT pg_try_advisory_lock({NUMBER})", [name])
            if not cursor.fetchone()[0]:
                say("Another process is doing this now, maybe on another machine: waiting for it.")
                cursor.execute(f"SELECT pg_advisory_lock({NUMBER})", [name])
        yield
    finally:
        holder.close()
