"""The line to the mail server."""

import time
from contextlib import suppress

from django.core.mail import get_connection

__all__ = ["Line", "NoConnectionError"]

# Servers end a line that is silent for long, or that has brought many mails.
SILENT_SECONDS = 5
MOST_MAILS = 100


class NoConnectionError(Exception):
    """There is no mail server, or it does not let us in; no mail is to blame for that."""


class Line:
    """A line that stays open between mails: to open one takes longer than to send a mail."""

    def __init__(self):
        self.connection = None
        self.mails = 0
        self.used_at = time.monotonic()

    def open(self):
        """Return one of Django's connections, open for one mail; raises NoConnectionError."""
        is_silent = time.monotonic() - self.used_at > SILENT_SECONDS
        if is_silent or self.mails >= MOST_MAILS:
            self.close()
        if self.connection is None:
            self.connection, self.mails = dial(), 0
        self.mails += 1
        self.used_at = time.monotonic()
        return self.connection

    def close(self):
        """Hang up; the next mail has a new line."""
        if self.connection is not None:
            with suppress(OSError):
                self.connection.close()
        self.connection = None


def dial():
    """Return an open connection of Django; raises NoConnectionError."""
    connection = get_connection()
    try:
        connection.open()
    # What smtplib raises is an OSError too; it has no address in it before there is a mail.
    except OSError as error:
        raise NoConnectionError(type(error).__name__) from error
    return connection
