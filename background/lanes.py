"""Work that takes long, beside the queue: in a thread of a worker, for as long as there is any.

A newsletter takes minutes or hours to send, and who signs up meanwhile waits for a mail. So it is
no task: a worker does one of those at a time. LANES names the classes.
"""

import logging
from threading import Event, Thread

from django.db import connections

from background.retries import DATABASE_FAILURES

__all__ = ["Lane"]

logger = logging.getLogger(__name__)


class Lane:
    """Long work, of which each worker does some at a time: subclasses say which.

    Whatever ends it, killed workers and lost databases among them, the next tick of any worker
    begins it again: so `work` finds out from the database what is to be done, each time.
    """

    def __init__(self):
        self.stop = Event()
        self.thread = None

    def has_work(self):
        """Return whether there is something to do now; each worker asks at every tick."""
        raise NotImplementedError

    def work(self, stop):
        """Do it, and return when there is no more, or soon after `stop` (an Event) is set."""
        raise NotImplementedError

    def start_if_needed(self):
        """Begin, unless that was done already or there is nothing to do."""
        is_busy = self.thread is not None and self.thread.is_alive()
        if not is_busy and self.has_work():
            # A daemon, as a worker that has to leave at once leaves it too.
            self.thread = Thread(target=self.run, name=type(self).__name__, daemon=True)
            self.thread.start()

    def run(self):
        """Do the work, with connections of this thread that are closed in the end."""
        try:
            self.work(self.stop)
        except DATABASE_FAILURES as error:
            reason = str(error).partition("\n")[0]
            logger.warning("%s waits for the database: %s", type(self).__name__, reason)
        except Exception:
            logger.exception("%s has failed, and is begun again", type(self).__name__)
        finally:
            connections.close_all()

    def join(self):
        """Return when the work has ended that was under way."""
        if self.thread is not None:
            self.thread.join()
