"""A machine is asked how it is by its address, over http, by programs that know no name of it."""

import shutil
from collections import namedtuple

import pytest
from django.db import connection
from django.utils import timezone

from background.locks import WorkerLock
from background.models import Heartbeat
from production.health import LEAST_FREE_BYTES

# As a load balancer or a container asks: no name, no TLS.
BY_ADDRESS = {"host": "10.1.2.3:8000"}


@pytest.fixture(autouse=True)
def server(settings):
    """Where everybody else is sent to https, and refused under another name."""
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["www.example.org"]


@pytest.fixture
def ask(client):
    """A function that asks for an address by that of the machine."""
    return lambda path: client.get(path, headers=BY_ADDRESS)


class TestLive:
    def test_needs_no_database(self, ask):
        """Whose use fails this test, as it asks for none."""
        answer = ask("/-/live")

        assert (answer.status_code, answer.content) == (200, b"live\n")
        assert answer["Cache-Control"] == "no-store"

    def test_is_all_that_an_unknown_name_gets(self, ask, db):
        assert ask("/-/live/").status_code == 400
        assert ask("/").status_code == 400


@pytest.mark.django_db
class TestReady:
    def test_says_so_and_that_no_worker_runs(self, ask):
        answer = ask("/-/ready")

        assert answer.status_code == 200
        assert answer.json() == {
            "ready": True,
            "disk": "well",
            "database": "well",
            "migrations": "well",
            "worker": "none runs",
        }

    def test_knows_a_worker_that_lives(self, ask):
        with WorkerLock() as lock:
            now = timezone.now()
            Heartbeat.objects.create(
                worker_id=lock.worker_id, host="here", process_id=1, started_at=now, seen_at=now
            )

            assert ask("/-/ready").json()["worker"] == "well"

    def test_is_not_while_tables_are_missing(self, ask):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE app = 'visits'")

        answer = ask("/-/ready")

        assert answer.status_code == 503
        assert answer.json()["migrations"] == "to come"

    def test_is_not_on_a_full_disk(self, ask, monkeypatch):
        usage = namedtuple("usage", ["free"])
        monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(LEAST_FREE_BYTES - 1))

        answer = ask("/-/ready")

        assert answer.status_code == 503
        assert answer.json()["disk"] == "full"

    def test_costs_the_same_each_time(self, ask, django_assert_num_queries):
        ask("/-/ready")

        with django_assert_num_queries(5):
            ask("/-/ready")


class TestWithoutADatabase:
    def test_is_not_ready_and_says_why(self, ask, django_db_blocker, monkeypatch):
        with django_db_blocker.unblock():
            connection.close()
            monkeypatch.setitem(connection.settings_dict, "NAME", "not_there")
            monkeypatch.setattr(connection, "starts_server", False)

            answer = ask("/-/ready")
            connection.close()

        assert answer.status_code == 503
        assert answer.json()["database"] == "away"
