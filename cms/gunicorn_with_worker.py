"""Gunicorn's settings for `make run`: those of production, and the background worker among its own.

Forked from the process that loaded the site, the worker shares most of its memory. Gunicorn starts
it again when it ends. In production it is a service of its own: docs/deploy.md.
"""

import os
import signal
import time
from threading import Thread

from gunicorn.workers.gthread import ThreadWorker

from cms import gunicorn
from cms.gunicorn import *  # noqa: F403

# For a task under way, when the site is asked to stop.
GRACE_SECONDS = 3

workers = gunicorn.workers + 1
# Each thread has a connection to the database, of 5 MiB; there is no proxy, and nobody far away.
threads = 2
worker_class = "cms.gunicorn_with_worker.SiteWorker"


def pre_fork(server, worker):
    """Give the first of gunicorn's workers the background work, or the one in the place of that.

    Those that read other settings (`kill -HUP`) are about to end.
    """
    others = [other for other in server.WORKERS.values() if other.cfg is worker.cfg]
    worker.is_for_background = not any(other.is_for_background for other in others)


class SiteWorker(ThreadWorker):
    """Answers requests, or does the background work (`is_for_background`)."""

    is_for_background = False

    def run(self):
        if self.is_for_background:
            self.work()
        else:
            super().run()

    def work(self):
        """Do the background work until a signal comes, or gunicorn is gone."""
        # Gunicorn reads this module before it loads the site.
        from background.management.commands.worker import stop_on_signals
        from background.postgresql import patience
        from background.worker import Worker

        # What the site was loaded with is that of a web server.
        patience.choose(patience.FOR_WORK)
        worker = Worker()
        stop_on_signals(worker, GRACE_SECONDS)
        Thread(target=self.show_life, daemon=True).start()
        worker.work()

    def show_life(self):
        """Tell gunicorn that this process lives, however long its task takes."""
        while os.getppid() == self.ppid:
            self.notify()
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)
