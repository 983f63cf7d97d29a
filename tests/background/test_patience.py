"""A database that hangs, is busy, or is stopped: with a real server of the tests' own."""

import shutil
import signal

import pytest
from django.db import OperationalError, connection

from background.postgresql import patience
from installation.embedded import processes, server
from tests.installations import make_folder

# Much shorter than what visitors get, so that nobody waits for the tests.
HASTE = patience.Patience(statement=300, lock=100, silence=0.02, answer=0.1, for_restart=False)


@pytest.fixture(scope="module")
def data_directory():
    folder = make_folder()
    server.ensure_running(folder / "postgresql")
    yield folder / "postgresql"
    server.stop(folder / "postgresql")
    shutil.rmtree(folder)


@pytest.fixture
def hasty(monkeypatch):
    """Let this process wait as little as a web server does, or less."""
    monkeypatch.setattr(patience.Here, "patience", HASTE)
    monkeypatch.setattr(patience.Here, "away_until", 0.0)


@pytest.fixture
def connect(data_directory, hasty, django_db_blocker):
    """Return a function that gives a connection to the server, which is not made yet."""
    made = []

    def connect():
        other = connection.copy()
        other.settings_dict |= {"HOST": str(data_directory), "NAME": "postgres", "TEST": {}}
        other.starts_server = False
        made.append(other)
        return other

    with django_db_blocker.unblock():
        yield connect
    for each in made:
        each.close()


@pytest.fixture
def stop(data_directory):
    """Return a function that has the server hang, as on a disk that does not answer."""
    process_ids = []

    def stop():
        process_ids.extend(processes.working_in(data_directory.resolve()))
        processes.send(signal.SIGSTOP, *process_ids)

    yield stop
    processes.send(signal.SIGCONT, *process_ids)


def ask(other, query="SELECT 1"):
    with other.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


class TestADatabaseThatHangs:
    def test_is_away_for_who_was_connected(self, connect, stop):
        other = connect()
        assert ask(other) == 1
        stop()

        with pytest.raises(OperationalError, match="does not answer"):
            ask(other)

    def test_is_away_for_who_connects(self, connect, stop):
        stop()

        with pytest.raises(OperationalError, match="does not answer"):
            ask(connect())

    def test_is_away_in_the_middle_of_a_transaction(self, connect, stop):
        other = connect()
        other.set_autocommit(False)
        assert ask(other) == 1
        stop()

        with pytest.raises(OperationalError, match="does not answer"):
            ask(other)
        # Nor does the end of the transaction wait for it.
        with pytest.raises(OperationalError, match="closed"):
            other.rollback()

    def test_is_asked_once_in_a_while(self, connect, stop):
        stop()
        with pytest.raises(OperationalError, match="does not answer"):
            ask(connect())

        with pytest.raises(OperationalError, match="was away a moment ago"):
            ask(connect())

    def test_is_back_when_it_is_back(self, connect, stop, data_directory, monkeypatch):
        other = connect()
        assert ask(other) == 1
        stop()
        with pytest.raises(OperationalError):
            ask(other)
        other.close()

        processes.send(signal.SIGCONT, *processes.working_in(data_directory.resolve()))
        monkeypatch.setattr(patience.Here, "away_until", 0.0)

        assert ask(other) == 1


class TestADatabaseThatLives:
    def test_may_be_busy(self, connect):
        assert ask(connect(), "SELECT 7 FROM pg_sleep(0.1)") == 7

    def test_ends_what_takes_too_long(self, connect):
        with pytest.raises(OperationalError, match="statement timeout"):
            ask(connect(), "SELECT pg_sleep(60)")

    def test_waits_for_no_lock_for_ever(self, connect):
        first, second = connect(), connect()
        ask(first, "SELECT pg_advisory_lock(1)::text")

        with pytest.raises(OperationalError, match="lock timeout"):
            ask(second, "SELECT pg_advisory_lock(1)::text")

    def test_that_is_not_there_refuses_at_once(self, connect):
        other = connect()
        other.settings_dict["HOST"] += "-none"

        with pytest.raises(OperationalError):
            ask(other)

    def test_is_waited_for_by_a_command_as_long_as_it_takes(self, connect, monkeypatch):
        monkeypatch.setattr(patience.Here, "patience", patience.Patience())

        assert ask(connect(), "SHOW statement_timeout") == "0"


class TestPatience:
    def test_of_visitors_ends_within_half_a_second(self):
        wanted = patience.FOR_VISITORS

        assert wanted.silence + wanted.answer < 0.5
        assert not wanted.for_restart

    def test_of_the_worker_is_long(self):
        assert patience.FOR_WORK.statement > patience.FOR_VISITORS.statement
        assert patience.FOR_WORK.for_restart
