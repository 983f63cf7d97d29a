"""A worker: does what is in the queue, and the periodic work in between, until it is stopped."""

import logging
import os
import socket
import time

from django.conf import settings
from django.db import connections
from django.utils import timezone
from django.utils.module_loading import import_string

from background.locks import WorkerLock
from background.models import Heartbeat
from background.periodic import do_periodic_work
from background.queue import QueueRunner
from background.reaper import put_back_orphans
from background.retries import DATABASE_FAILURES

__all__ = ["Worker"]

# How long a task that was just enqueued waits for an idle worker, at most.
POLL_SECONDS = 0.5
# How often a worker shows that it lives, looks for orphans, and does what is due.
TICK_SECONDS = 10
RECONNECT_SECONDS = 1

logger = logging.getLogger(__name__)


class Worker(QueueRunner):
    """Works until `stop` is called, whatever happens to the database meanwhile.

    A worker that loses the database loses its lock. It then begins again under another name, with
    another lock, and the task under way is put back by whoever looks first.
    """

    def __init__(self):
        super().__init__(worker_id="")
        self.has_database = True
        self.lanes = [import_string(path)() for path in settings.LANES]

    def work(self):
        """Return after `stop`, when the task or job under way is done, and the lanes are."""
        while self.running:
            try:
                with WorkerLock() as lock:
                    self.work_with(lock)
            except DATABASE_FAILURES as error:
                if self.running:
                    self.wait_for_database(error)
        for lane in self.lanes:
            lane.join()

    def stop(self):
        """Have the worker end after what it is doing now."""
        self.running = False
        for lane in self.lanes:
            lane.stop.set()

    def work_with(self, lock):
        """Work for as long as the lock is held; raises DATABASE_FAILURES when it is lost."""
        self.lock, self.worker_id = lock, lock.worker_id
        self.started_at = timezone.now()
        self.tick()
        while self.running:
            self.run()
            self.tick_if_due()
            self.pause()
        Heartbeat.objects.filter(worker_id=self.worker_id).delete()

    def pause(self):
        """Give the database a rest before it is asked for work again."""
        if self.running:
            time.sleep(POLL_SECONDS)

    def run_task(self, db_task_result):
        """Run a task that was claimed, if the claim is still good."""
        self.lock.check()
        super().run_task(db_task_result)
        self.tick_if_due()

    def tick_if_due(self):
        if time.monotonic() - self.ticked_at >= TICK_SECONDS:
            self.tick()

    def tick(self):
        """Do what is to be done now and then."""
        self.ticked_at = time.monotonic()
        self.lock.check()
        self.beat()
        put_back_orphans()
        for lane in self.lanes:
            lane.start_if_needed()
        do_periodic_work(self.lock, is_wanted=lambda: self.running)

    def beat(self):
        """Show that this worker lives."""
        Heartbeat.objects.update_or_create(
            worker_id=self.worker_id,
            defaults={"seen_at": timezone.now()},
            create_defaults={
                "host": socket.gethostname(),
                "process_id": os.getpid(),
                "started_at": self.started_at,
                "seen_at": timezone.now(),
            },
        )
        if not self.has_database:
            logger.warning("The database is back, and the worker goes on.")
        self.has_database = True

    def wait_for_database(self, error):
        """Give the database a moment; say so once, until it is back."""
        if self.has_database:
            reason = str(error).partition("\n")[0]
            logger.warning("The worker waits for the database: %s", reason)
        self.has_database = False
        connections.close_all()
        time.sleep(RECONNECT_SECONDS)
