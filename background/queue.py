"""The queue, and how it is emptied."""

from django_tasks import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult, get_date_max

from background.attempts import attempt

__all__ = [
    "BACKEND",
    "QueueRunner",
    "SetAsideError",
    "is_to_be_done",
    "is_waiting",
    "set_aside",
    "try_again",
]

# The name in TASKS of the queue that the workers take from.
BACKEND = "background"
TO_BE_DONE = [TaskResultStatus.READY, TaskResultStatus.RUNNING]


class SetAsideError(Exception):
    """A task was taken out of the queue before it was done, as it may have been done elsewhere."""


class QueueRunner(db_worker.Worker):
    """Django-tasks-db's worker, with our own way to record an attempt: `run` empties the queue.

    It takes the tasks of all queues that are ready, one by one, each in the order of its priority,
    and returns when there is none left, or after the task during which `running` became False.
    """

    def __init__(self, worker_id):
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            backend_name=BACKEND,
            worker_id=worker_id,
            batch=True,
            max_tasks=None,
            interval=0,
            startup_delay=False,
        )

    def run_task(self, db_task_result):
        """Run a task that was claimed (a DBTaskResult)."""
        attempt(db_task_result)


def try_again(failed):
    """Put failed tasks (a queryset) back, as new: all their attempts are before them.

    Returns how many they were.
    """
    return failed.update(
        status=TaskResultStatus.READY, worker_ids=[], run_after=get_date_max(), finished_at=None
    )


def set_aside(reason):
    """Take everything out of the queue, among the failed tasks, where staff decides about it.

    The reason is a sentence (a str).
    """
    for result in DBTaskResult.objects.filter(status__in=TO_BE_DONE, backend_name=BACKEND):
        result.set_failed(SetAsideError(reason))


def is_waiting(task, *arguments):
    """Return whether a task with these arguments is in the queue, and not begun yet."""
    return find(task, arguments).filter(status=TaskResultStatus.READY).exists()


def is_to_be_done(task, *arguments):
    """Return whether a task with these arguments is in the queue, or is being done."""
    return find(task, arguments).filter(status__in=TO_BE_DONE).exists()


def find(task, arguments):
    """Return the calls of a task with some arguments, however they ended, as a queryset."""
    args_kwargs = {"args": [*arguments], "kwargs": {}}
    return DBTaskResult.objects.filter(task_path=task.module_path, args_kwargs=args_kwargs)
