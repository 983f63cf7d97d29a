"""What a sender does when not one mail but many go wrong: then no reader is to blame."""

from delivery import mailings, rows
from delivery.models import Delivery, Mailing
from delivery.notices import tell_staff

__all__ = ["Troubles"]

Reason = Mailing.Reason

MOST = 10
# How long to wait before the next attempt, in seconds: together about four minutes, in which a mail
# server that is started again is back, and nobody had to do anything.
PAUSES = [1, 2, 5, 10, 20, 30, 30, 60, 60]
# A server that puts off one mail after another has had enough of us for a while.
REST = 60


class Troubles:
    """Counts what goes wrong in a row, over all mails of a sender."""

    def __init__(self):
        self.forget()

    def forget(self):
        """Begin to count anew: a mail was taken."""
        self.unconnected, self.delayed = 0, 0
        self.code, self.refused = "", []

    def note_unconnected(self, mailing):
        """Return how many seconds to wait after there was no line, or it broke.

        Pauses the mailing after the tenth time in a row.
        """
        self.unconnected += 1
        if self.unconnected < MOST:
            return PAUSES[self.unconnected - 1]
        self.forget()
        pause_and_tell(mailing, Reason.NO_CONNECTION)
        return 0

    def note_delayed(self):
        """Return how many seconds to wait after the server said to try this mail again later."""
        delayed = self.delayed + 1
        self.forget()
        self.delayed = delayed
        return REST if delayed >= MOST else 0

    def note_refused(self, mailing, delivery, code):
        """Pause the mailing when the server gave the same answer (its code) ten times in a row.

        These mails are tried again when it goes on; nobody loses the newsletter by them.
        """
        refused = [*self.refused, delivery.pk] if code == self.code else [delivery.pk]
        self.forget()
        if len(refused) < MOST:
            self.code, self.refused = code, refused
            return
        rows.put_back(Delivery.objects.filter(pk__in=refused))
        pause_and_tell(mailing, Reason.REFUSALS)


def pause_and_tell(mailing, reason):
    """Pause a mailing and tell staff, once, however many senders find that out."""
    if mailings.pause(mailing, reason):
        tell_staff(mailing)
