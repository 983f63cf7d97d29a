"""Finds the tasks whose worker was killed, and puts them back into the queue."""

import logging

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from background.locks import is_dead
from background.retries import get_retry_policy

__all__ = ["WorkerGoneError", "put_back_orphans"]

logger = logging.getLogger(__name__)


class WorkerGoneError(Exception):
    """The worker was killed, or lost the database, at each of the attempts at a task."""


@transaction.atomic
def put_back_orphans():
    """Make the tasks READY again whose worker is gone; FAILED what has had all its attempts.

    Any number of workers may do this at once. No time-out decides: a task may take as long as it
    likes, and the task of a dead worker is found at once.
    """
    for result in DBTaskResult.objects.running().select_for_update(skip_locked=True):
        if is_dead(result.worker_ids[-1]):
            put_back(result)


def put_back(result):
    """Have a task run again, at once."""
    attempts = len(result.worker_ids)
    if attempts >= get_retry_policy(result).attempts:
        result.set_failed(
            WorkerGoneError(f"The worker was gone after attempt {attempts}, the last.")
        )
        logger.error("Task %s has failed: its worker was gone %s times", result.id, attempts)
        return
    result.status = TaskResultStatus.READY
    result.save(update_fields=["status"])
    logger.warning("Task %s lost its worker and is run again", result.id)
