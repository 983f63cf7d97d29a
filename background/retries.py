"""How often a task is tried, and when."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError, connection

__all__ = [
    "DATABASE_FAILURES",
    "DELAYS",
    "NOT_A_TASK",
    "RetryPolicy",
    "get_retry_policy",
    "is_database_lost",
    "retry_on",
]

# What a mail server needs: minutes for greylisting, days for somebody to mend it.
DELAYS = [
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(days=1),
    timedelta(days=1),
]
# Of a task that has no policy of its own: only its worker or the database can have failed.
ATTEMPTS = 5

# What the name of a task gives when the code has no such task any more: nothing of that name, or
# something else.
NOT_A_TASK = (ImportError, SuspiciousOperation)

# What a database that restarts answers, but also one that has a deadlock, is full, or refuses a
# value as too long.
DATABASE_FAILURES = (InterfaceError, OperationalError)


def is_database_lost(error):
    """Return whether an exception says that the connection to the database is gone.

    Its class alone does not: PostgreSQL gives the same one for a statement that it refuses.
    """
    return isinstance(error, DATABASE_FAILURES) and not connection.is_usable()


@dataclass(frozen=True)
class RetryPolicy:
    """After which exceptions (a tuple of classes) a task is tried again, and with which delays.

    Also after a failure of the database: a deadlock or a full disk is no fault of the task.
    `attempts` (an int) is how often it is tried at most, whatever ended the earlier attempts.
    """

    exceptions: tuple = ()
    delays: tuple = tuple(DELAYS)
    attempts: int = ATTEMPTS

    def get_delay(self, error, attempt):
        """Return how long to wait (a timedelta) after an attempt (1 for the first) failed.

        None when the task is not to be tried again.
        """
        if attempt >= self.attempts:
            return None
        if not isinstance(error, (*self.exceptions, *DATABASE_FAILURES)):
            return None
        return self.delays[min(attempt, len(self.delays)) - 1]


def retry_on(*exceptions, delays=DELAYS):
    """Have a task tried again when it ends with one of these exceptions.

    Goes below `@task`. The task keeps its place in the queue and is put off by the first of
    `delays` (timedeltas), then the second, and so on; after the last one it is FAILED. Name what
    passes by itself: OSError covers a mail server that refuses, hangs or breaks off.
    """

    def set_policy(function):
        function.retry_policy = RetryPolicy(exceptions, tuple(delays), len(delays) + 1)
        return function

    return set_policy


def get_retry_policy(result):
    """Return the RetryPolicy of the task of a DBTaskResult, also when the code has it no more.

    An attempt will tell that; nobody who only looks may end by it.
    """
    try:
        function = result.task.func
    except NOT_A_TASK:
        return RetryPolicy()
    return getattr(function, "retry_policy", RetryPolicy())
