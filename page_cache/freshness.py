"""Which version of the site a process takes for the present one."""

import time
from threading import Lock

from django.db import Error

from site_version.version import read_version

__all__ = ["STARTED", "KnownVersion"]

# A start may bring other code and other settings: what was kept before it is there only for when
# nothing better can be made. The processes of one web server are forks, and share this.
STARTED = time.time_ns()
ASKED_EVERY_SECONDS = 1


class KnownVersion:
    """The version of the site, for which the database is asked at most once a second.

    So a change is seen within a second by who reads, and a page that is kept costs no query.
    """

    def __init__(self, seconds=ASKED_EVERY_SECONDS):
        self.seconds = seconds
        self.lock = Lock()
        self.asked_at = None
        self.version = None

    def get(self):
        """Return the version (a str), or None while the database does not tell."""
        # One thread asks, and the others go on with what they know, if they know anything.
        if self.is_due() and self.lock.acquire(blocking=self.asked_at is None):
            try:
                if self.is_due():
                    self.ask()
            finally:
                self.lock.release()
        return self.version

    def is_due(self):
        """Return whether it is time to ask."""
        return self.asked_at is None or time.monotonic() - self.asked_at >= self.seconds

    def ask(self):
        """Ask the database."""
        try:
            number, day = read_version()
        except Error:
            self.version = None
        else:
            self.version = f"{number} {day} {STARTED}"
        self.asked_at = time.monotonic()
