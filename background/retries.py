"""How often a task is tried, and when."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import InterfaceError, OperationalError

__all__ = ["DATABASE_FAILURES", "DELAYS", "RetryPolicy", "get_retry_policy", "retry_on"]

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

# These are never the fault of a task: the database restarts, has a deadlock, or is full.
DATABASE_FAILURES = (InterfaceError, OperationalError)


@dataclass(frozen=True)
class RetryPolicy:
    """After which exceptions (a tuple of classes) a task is tried again, and with which delays.

    `attempts` (an int) is how often it is tried at most, whatever ended the earlier attempts.
    """

    exceptions: tuple = ()
    delays: tuple = ()
    attempts: int = ATTEMPTS

    def get_delay(self, error, attempt):
        """Return how long to wait (a timedelta) after an attempt (1 for the first) failed.

        None when the task is not to be tried again.
        """
        if attempt >= self.attempts or not isinstance(error, self.exceptions):
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


def get_retry_policy(task):
    """Return the RetryPolicy of a task."""
    return getattr(task.func, "retry_policy", RetryPolicy())
