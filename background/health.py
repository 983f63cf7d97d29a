"""How the background work is doing, for whoever has to know."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Min
from django.db.models.functions import Greatest
from django_tasks_db.models import DBTaskResult, get_date_max

from background.locks import is_dead
from background.models import Heartbeat, PeriodicRun

__all__ = ["Health", "LivingWorker", "get_health"]


@dataclass(frozen=True)
class LivingWorker:
    """A worker that holds its lock now, and the dotted path of its task ("" while it waits)."""

    host: str
    process_id: int
    started_at: datetime
    seen_at: datetime
    task: str


@dataclass(frozen=True)
class Health:
    """What a page about the health of the site shows of the background work."""

    workers: list[LivingWorker]
    # Since when the task has waited that has waited longest; None when none waits.
    waiting_since: datetime | None
    failed_tasks: int
    failed_jobs: list[str]

    @property
    def is_alive(self):
        return bool(self.workers)


def get_health():
    """Return the Health of the background work, as it is now."""
    return Health(
        workers=list_living_workers(),
        waiting_since=get_waiting_since(),
        failed_tasks=DBTaskResult.objects.failed().count(),
        failed_jobs=list(PeriodicRun.objects.exclude(error="").values_list("name", flat=True)),
    )


@transaction.atomic
def list_living_workers():
    """Return the LivingWorkers, the oldest first. A lock tells who lives, and needs no time-out."""
    tasks = {result.worker_ids[-1]: result.task_path for result in DBTaskResult.objects.running()}
    return [
        LivingWorker(
            host=heartbeat.host,
            process_id=heartbeat.process_id,
            started_at=heartbeat.started_at,
            seen_at=heartbeat.seen_at,
            task=tasks.get(heartbeat.worker_id, ""),
        )
        for heartbeat in Heartbeat.objects.order_by("started_at")
        if not is_dead(heartbeat.worker_id)
    ]


def get_waiting_since():
    """Return since when the longest waiting task could have been run; None when none waits."""
    ready = DBTaskResult.objects.ready()
    put_off = ready.exclude(run_after=get_date_max()).aggregate(
        since=Min(Greatest("run_after", "enqueued_at"))
    )
    at_once = ready.filter(run_after=get_date_max()).aggregate(since=Min("enqueued_at"))
    return min(filter(None, [put_off["since"], at_once["since"]]), default=None)
