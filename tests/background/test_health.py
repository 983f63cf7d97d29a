from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from background.health import get_health
from background.locks import WorkerLock
from background.models import Heartbeat, PeriodicRun
from tests.background.work import fail, note

pytestmark = pytest.mark.django_db


@pytest.fixture
def living():
    """The heartbeat of a worker that lives."""
    with WorkerLock() as lock:
        yield make_heartbeat(lock.worker_id)


def make_heartbeat(worker_id):
    now = timezone.now()
    return Heartbeat.objects.create(
        worker_id=worker_id, host="web1", process_id=7, started_at=now, seen_at=now
    )


class TestHealth:
    def test_without_anything_has_no_worker_and_no_trouble(self):
        health = get_health()

        assert not health.is_alive
        assert (health.waiting_since, health.failed_tasks, health.failed_jobs) == (None, 0, [])

    def test_knows_the_living_from_the_dead(self, living):
        make_heartbeat("was killed a moment ago")

        (worker,) = get_health().workers

        assert (worker.host, worker.process_id, worker.task) == ("web1", 7, "")

    def test_tells_what_a_worker_does(self, living):
        note.enqueue("/dev/null", 1)
        DBTaskResult.objects.get().claim(living.worker_id)

        (worker,) = get_health().workers

        assert worker.task == "tests.background.work.note"

    def test_tells_since_when_a_task_waits(self):
        an_hour_ago = timezone.now() - timedelta(hours=1)
        note.enqueue("/dev/null", 1)
        note.enqueue("/dev/null", 2)
        DBTaskResult.objects.filter(args_kwargs__args__1=1).update(enqueued_at=an_hour_ago)

        assert get_health().waiting_since == an_hour_ago

    def test_does_not_count_the_time_that_a_task_was_put_off(self):
        now = timezone.now()
        note.using(run_after=now - timedelta(minutes=2)).enqueue("/dev/null", 1)
        note.using(run_after=now + timedelta(hours=1)).enqueue("/dev/null", 2)
        DBTaskResult.objects.update(enqueued_at=now - timedelta(days=1))

        assert get_health().waiting_since == now - timedelta(minutes=2)

    def test_counts_what_has_failed(self):
        fail.enqueue()
        DBTaskResult.objects.get().set_failed(ValueError("a mistake"))
        now = timezone.now()
        PeriodicRun.objects.create(name="clean up", started_at=now, finished_at=now, error="x")
        PeriodicRun.objects.create(name="publish", started_at=now, finished_at=now)

        health = get_health()

        assert (health.failed_tasks, health.failed_jobs) == (1, ["clean up"])
