"""One attempt at a task, and how it is recorded."""

import logging
from traceback import format_exception

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override
from django_tasks import TaskContext, TaskResultStatus
from django_tasks.signals import task_finished, task_started

from background.retries import NOT_A_TASK, get_retry_policy, is_database_lost

__all__ = ["attempt"]

logger = logging.getLogger(__name__)


def attempt(result):
    """Run a task that a worker has claimed (a DBTaskResult), and record how that ended.

    Raises the error when the database is lost, with nothing recorded: the task then is like one
    whose worker was killed, and `background.reaper` puts it back.
    """
    try:
        result.set_successful(call(result))
    except Exception as error:
        if is_database_lost(error):
            raise
        record_failure(result, error)
    else:
        announce(task_finished, result)


def call(result):
    """Return what the task of a DBTaskResult returns; it begins in the language of the site."""
    task = result.task
    announce(task_started, result)
    arguments = result.args_kwargs["args"]
    if task.takes_context:
        arguments = [TaskContext(task_result=result.task_result), *arguments]
    with override(settings.LANGUAGE_CODE):
        return task.call(*arguments, **result.args_kwargs["kwargs"])


def record_failure(result, error):
    """Put a task off for later, or mark it as failed for good."""
    delay = get_delay(result, error)
    if delay is not None:
        put_off(result, error, delay)
        logger.warning("Task %s is tried again in %s: %r", result.task_path, delay, error)
        return
    result.set_failed(error)
    try:
        announce(task_finished, result)  # which logs it too
    except NOT_A_TASK:
        logger.exception("Task %s does not exist: %s", result.task_path, result.id)


def get_delay(result, error):
    """Return how long to wait (a timedelta) before the next attempt; None when there is none."""
    return get_retry_policy(result).get_delay(error, attempt=len(result.worker_ids))


def put_off(result, error, delay):
    """Make a task READY again, in one step, so that a crash cannot come in between."""
    result.status = TaskResultStatus.READY
    result.run_after = timezone.now() + delay
    result.exception_class_path = f"{type(error).__module__}.{type(error).__qualname__}"
    result.traceback = "".join(format_exception(error))
    result.save(update_fields=["status", "run_after", "exception_class_path", "traceback"])


def announce(signal, result):
    """Send a signal of django-tasks, to whoever watches tasks."""
    signal.send(sender=type(result.task.get_backend()), task_result=result.task_result)
