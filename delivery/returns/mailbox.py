"""The mailbox that mail comes back to, over IMAP (RFC 3501)."""

import imaplib
from datetime import timedelta
from urllib.parse import unquote, urlsplit

from django.utils import timezone

__all__ = ["Mailbox"]

TIMEOUT = 30
# More is for the next time; the work beside it waits for this.
MOST_MAILS = 200
# What says why a mail came back stands at its beginning; the rest is the mail itself.
MOST_BYTES = 200_000
PORTS = {"imap": imaplib.IMAP4_PORT, "imaps": imaplib.IMAP4_SSL_PORT}


class Mailbox:
    """A mailbox at an address as imaps://user:password@mail.example.org/INBOX, in a `with` block.

    What is special in a name or password is written as in any address: %40 for @.
    """

    def __init__(self, address):
        self.parts = urlsplit(address)

    def __enter__(self):
        parts = self.parts
        connect = imaplib.IMAP4_SSL if parts.scheme == "imaps" else imaplib.IMAP4
        self.imap = connect(parts.hostname, parts.port or PORTS[parts.scheme], timeout=TIMEOUT)
        self.imap.login(unquote(parts.username), unquote(parts.password))
        self.expect(self.imap.select(unquote(parts.path.strip("/")) or "INBOX"))
        return self

    def __exit__(self, *exception):
        self.imap.logout()

    def list_unread(self):
        """Yield the number and the bytes of each mail that nobody has read, the oldest first."""
        (found,) = self.expect(self.imap.uid("SEARCH", "UNSEEN"))
        for number in found.decode().split()[:MOST_MAILS]:
            data = self.expect(self.imap.uid("FETCH", number, f"(BODY.PEEK[]<0.{MOST_BYTES}>)"))
            yield from ((number, part[1]) for part in data if isinstance(part, tuple))

    def delete(self, number):
        """Throw a mail away."""
        self.expect(self.imap.uid("STORE", number, "+FLAGS", r"(\Deleted)"))
        self.expect(self.imap.expunge())

    def note_read(self, number):
        """Leave a mail to people, who may look what it is."""
        self.expect(self.imap.uid("STORE", number, "+FLAGS", r"(\Seen)"))

    def delete_older(self, days):
        """Throw away all that came more than so many days ago."""
        before = timezone.now() - timedelta(days=days)
        date = imaplib.Time2Internaldate(before)[1:12].strip()
        (found,) = self.expect(self.imap.uid("SEARCH", "BEFORE", date))
        for number in found.decode().split():
            self.delete(number)

    def expect(self, answer):
        """Return the data of an answer of the server; raises imaplib's error when it refused."""
        kind, data = answer
        if kind != "OK":
            raise imaplib.IMAP4.error(kind)
        return data
