"""The periodic work: what PERIODIC_WORK names, once however many workers there are."""

import logging
from traceback import format_exception

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone
from django.utils.module_loading import import_string

from background.models import PeriodicRun
from background.retries import is_database_lost

__all__ = ["do_periodic_work"]

logger = logging.getLogger(__name__)


def do_periodic_work(lock, is_wanted=lambda: True):
    """Do each job that is due, unless another worker is doing it (`lock` is a WorkerLock).

    Asks before each job whether to go on (`is_wanted`). A job that fails is logged, and does not
    keep the others from being done. One that was killed is done again, as it has left no record.
    Raises the error when the database is lost.
    """
    for name, interval in settings.PERIODIC_WORK.items():
        if not is_wanted():
            return
        if is_due(name, interval):
            with lock.only_one(name) as is_ours:
                # Another worker may have done it since.
                if is_ours and is_due(name, interval):
                    do(name)


def is_due(name, interval):
    """Return whether a job was last begun so long ago that it is to be done again."""
    recent = timezone.now() - interval
    return not PeriodicRun.objects.filter(name=name, started_at__gt=recent).exists()


def do(name):
    """Do the job with this dotted path, and keep when that was and how it ended."""
    started_at = timezone.now()
    error = ""
    try:
        import_string(name)()
    except Exception as failure:
        # When the database is lost, the job is not to blame, and is done again.
        if is_database_lost(failure):
            raise
        logger.exception("Periodic work has failed: %s", name)
        error = "".join(format_exception(failure))
        # What failed may have been the connection; then the record needs another.
        close_old_connections()
    PeriodicRun.objects.update_or_create(
        name=name,
        defaults={"started_at": started_at, "finished_at": timezone.now(), "error": error},
    )
