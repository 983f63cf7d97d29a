"""Sends mailings: one mail after another, until nothing is left to do, or it is to stop."""

import logging
import time

from django.db import connections

from background.retries import DATABASE_FAILURES
from delivery import ending, mailings, rows
from delivery.letters import Letters
from delivery.line import Line, NoConnectionError
from delivery.models import Delivery, Mailing
from delivery.pace import Pace
from delivery.refusals import explain
from delivery.troubles import Troubles
from submissions.delivery import DelayedError, RecipientRefusedError, RefusedError, deliver

__all__ = ["Sender"]

logger = logging.getLogger(__name__)

Status = Delivery.Status
# How often what killed colleagues had in hand is looked for, and what is to begin.
LOOK_SECONDS = 10
# The server ends the line with this code, whatever the mail is (RFC 5321, section 3.8).
CLOSING = 421


class Sender:
    """Sends what is due with `lock`, the WorkerLock that shows that it lives.

    Before every mail it looks whether to go on: at `stop` (an Event), and at the mailing.
    """

    def __init__(self, lock, stop):
        self.lock, self.stop = lock, stop
        self.line, self.pace, self.troubles = Line(), Pace(), Troubles()
        self.looked_at = None

    def work(self):
        """Return when nothing more can be sent now; raises DATABASE_FAILURES."""
        try:
            self.look_around()
            for mailing in Mailing.objects.sending().order_by("started_at", "pk"):
                self.send_mailing(mailing)
        finally:
            self.line.close()

    def look_around(self):
        """Begin what is due, and take over from killed colleagues, now and then."""
        now = time.monotonic()
        if self.looked_at is None or now - self.looked_at >= LOOK_SECONDS:
            self.looked_at = now
            mailings.start_due()
            rows.release_orphans()

    def send_mailing(self, mailing):
        """Send all of a mailing that can be sent now, and end it when that was the last."""
        letters = Letters(mailing)
        while not self.stop.is_set():
            self.look_around()
            self.lock.check()
            if pause := self.pace.get_pause():
                # In short steps, as the mailing may be paused or cancelled meanwhile.
                self.stop.wait(min(pause, 1))
                if not mailings.is_sending(mailing):
                    return
                continue
            delivery = rows.take(mailing, self.lock.worker_id)
            if delivery is None:
                break
            if delivery.status == Status.PENDING:
                self.send(mailing, letters, delivery)
        ending.end_if_done(mailing)

    def send(self, mailing, letters, delivery):
        """Send the mail of a row that is in hand, and keep how that ended."""
        try:
            message = letters.build(delivery, delivery.subscriber)
            message.connection = self.line.open()
            deliver(message)
        except NoConnectionError:
            self.keep(rows.give_back, delivery)
            self.stop.wait(self.troubles.note_unconnected(mailing))
        # A line that breaks in the midst of a mail is an OSError as well.
        except OSError as error:
            self.try_later(mailing, delivery, error)
        except Exception as error:
            self.give_up(mailing, delivery, error)
        else:
            self.keep(rows.record_sent, delivery)
            self.troubles.forget()

    def give_up(self, mailing, delivery, error):
        """Keep that a mail was refused for good, or cannot even be made."""
        if not isinstance(error, RefusedError | RecipientRefusedError):
            # Its words may have the address in them.
            logger.error("A mail could not be made or sent: %s", type(error).__name__)
        fields = explain(error)
        self.keep(rows.record, delivery, Status.FAILED, **fields)
        self.troubles.note_refused(mailing, delivery, fields["code"])

    def try_later(self, mailing, delivery, error):
        """Put off a mail that was not taken now, and wait when that is so of one after another."""
        answer = getattr(error, "answer", DelayedError.answer)
        # Without an answer, nobody knows whether the server has the mail.
        is_broken = not answer.code
        doubt = {"maybe_double": True} if is_broken else {}
        fields = {**explain(error), **doubt}
        if not self.keep(rows.put_off, delivery, **fields):
            self.keep(rows.record, delivery, Status.FAILED, **fields)
        if is_broken or answer.code == CLOSING:
            self.line.close()
            self.stop.wait(self.troubles.note_unconnected(mailing))
        else:
            self.stop.wait(self.troubles.note_delayed())

    def keep(self, step, *arguments, **fields):
        """Return what a step of `rows` returns, once the database is there to keep it.

        The server has answered: whoever forgets that here sends the mail twice.
        """
        while True:
            try:
                return step(*arguments, **fields)
            except DATABASE_FAILURES as error:
                reason = str(error).partition("\n")[0]
                logger.warning("A sender waits for the database: %s", reason)
                connections.close_all()
                time.sleep(1)
