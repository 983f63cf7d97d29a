from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from background import jobs
from background.locks import WorkerLock
from background.models import Heartbeat, PeriodicRun
from background.periodic import do_periodic_work
from tests.background import work
from tests.factories import NewsIndexPageFactory, NewsPageFactory

pytestmark = pytest.mark.django_db


def path_of(name):
    """Return the dotted path of a job of tests.background.work."""
    return f"tests.background.work.{name}"


@pytest.fixture
def lock():
    with WorkerLock() as lock:
        yield lock


@pytest.fixture
def do_work(lock, settings, keep_connection):
    """A function that does the jobs of these names, of tests.background.work, which are hourly."""
    work.done.clear()

    def do_work(*names, **options):
        settings.PERIODIC_WORK = {path_of(name): timedelta(hours=1) for name in names}
        do_periodic_work(lock, **options)

    return do_work


class TestPeriodicWork:
    def test_is_not_done_again_before_its_time(self, do_work):
        do_work("do_well")
        do_work("do_well")

        assert work.done == ["well"]

    def test_is_done_again_at_its_time(self, do_work):
        do_work("do_well")
        PeriodicRun.objects.update(started_at=timezone.now() - timedelta(hours=1))

        do_work("do_well")

        assert work.done == ["well", "well"]

    def test_is_left_to_who_is_doing_it(self, do_work):
        with WorkerLock() as other, other.only_one(path_of("do_well")):
            do_work("do_well")

        assert work.done == []

    def test_that_fails_is_logged_and_stops_nothing(self, do_work, caplog):
        do_work("do_badly", "do_well")

        assert work.done == ["well"]
        assert "do_badly" in caplog.text
        assert "this job has a mistake" in PeriodicRun.objects.get(name=path_of("do_badly")).error
        assert PeriodicRun.objects.get(name=path_of("do_well")).error == ""

    def test_that_does_not_exist_is_logged_and_stops_nothing(self, do_work, caplog):
        do_work("was_renamed", "do_well")

        assert work.done == ["well"]
        assert "was_renamed" in caplog.text

    def test_waits_when_the_worker_is_to_end(self, do_work):
        do_work("do_well", is_wanted=lambda: False)

        assert work.done == []


class TestTheJobs:
    @pytest.mark.parametrize("name", settings.PERIODIC_WORK)
    def test_are_there(self, name):
        assert callable(import_string(name))
        assert settings.PERIODIC_WORK[name] >= timedelta(minutes=1)

    def test_publish_what_is_scheduled(self, home, client, monkeypatch):
        index = NewsIndexPageFactory(parent=home)
        item = NewsPageFactory(parent=index, title="Open dag", live=False)
        item.go_live_at = timezone.now() + timedelta(hours=1)
        item.save_revision().publish()
        assert client.get(item.url).status_code == 404
        a_second_later = item.go_live_at + timedelta(seconds=1)
        monkeypatch.setattr(timezone, "now", lambda: a_second_later)

        jobs.publish_scheduled()

        assert client.get(item.url).status_code == 200

    def test_delete_sessions_that_have_expired(self):
        now = timezone.now()
        Session.objects.create(session_key="old", expire_date=now - timedelta(days=1))
        Session.objects.create(session_key="new", expire_date=now + timedelta(days=1))

        jobs.delete_outdated_sessions()

        assert [session.session_key for session in Session.objects.all()] == ["new"]

    @pytest.mark.parametrize(
        ("status", "days", "is_kept"),
        [
            ("SUCCESSFUL", 13, True),
            ("SUCCESSFUL", 15, False),
            # Somebody has to see it.
            ("FAILED", 15, True),
            ("FAILED", 91, False),
            # Never finished.
            ("READY", None, True),
        ],
    )
    def test_delete_tasks_that_are_finished(self, status, days, is_kept):
        work.fail.enqueue()
        finished_at = days and timezone.now() - timedelta(days=days)
        DBTaskResult.objects.update(status=status, finished_at=finished_at)

        jobs.delete_outdated_tasks()

        assert DBTaskResult.objects.exists() == is_kept

    def test_forget_workers_that_are_gone(self):
        now = timezone.now()
        for name, seen_at in [("gone", now - timedelta(days=2)), ("here", now)]:
            Heartbeat.objects.create(
                worker_id=name, host="web1", process_id=7, started_at=seen_at, seen_at=seen_at
            )

        jobs.delete_outdated_heartbeats()

        assert [heartbeat.worker_id for heartbeat in Heartbeat.objects.all()] == ["here"]
