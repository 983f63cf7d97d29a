"""Real workers that are really killed; the notes of the tasks are the evidence."""

import signal

import pytest
from django.db import OperationalError, connection
from django_tasks_db.models import DBTaskResult

from background.locks import WorkerLock
from background.worker import Worker
from installation.embedded import processes, server
from tests.background.conftest import is_alive
from tests.background.work import note
from tests.waiting import PATIENCE, wait_for


def replace(workforce, alive, busy):
    """Kill one of the busy workers, and start another; return the process ids of who is alive."""
    killed = (alive & busy).pop()
    processes.send(signal.SIGKILL, killed)
    return alive - {killed} | {workforce.start_worker()}


def disconnect(lock):
    """Have the database end the connection that holds a lock, as when it loses its network."""
    process_id = lock.connection.connection.info.backend_pid
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, %s)", [process_id, PATIENCE * 1000])


class TestKilledWorkers:
    @pytest.mark.parametrize("rounds", [3, pytest.param(25, marks=pytest.mark.endurance)])
    def test_lose_no_task(self, workforce, rounds):
        """Each round has eight tasks, and twice kill -9: in the midst of one, and at any moment."""
        tasks, kills = 8 * rounds, 2 * rounds
        alive = {workforce.start_worker(), workforce.start_worker()}

        for first in range(1, tasks, 8):
            workforce.enqueue_long(first)
            workforce.enqueue(first + 1, first + 7, seconds=0.02)
            wait_for(lambda alive=alive: alive & workforce.find_busy("note_when_tried_again"))
            alive = replace(workforce, alive, workforce.find_busy("note_when_tried_again"))
            alive = replace(workforce, alive, alive)
        wait_for(lambda: workforce.count("READY", "RUNNING") == 0)

        assert len(workforce.process_ids) == 2 + kills
        assert workforce.count("SUCCESSFUL") == tasks
        assert set(workforce.read_notes()) == set(range(1, tasks + 1))
        # Whoever is killed right after its note is not believed, and the number is there twice.
        tried_again = [attempts for attempts in workforce.count_attempts() if attempts > 1]
        assert rounds <= len(tried_again) <= kills
        assert len(workforce.read_notes()) - tasks <= kills

    def test_have_their_task_done_by_a_colleague(self, workforce):
        workforce.enqueue_long(1)
        killed = workforce.start_worker()
        wait_for(lambda: workforce.count("RUNNING") == 1)

        workforce.start_worker()
        processes.send(signal.SIGKILL, killed)

        wait_for(lambda: workforce.count("SUCCESSFUL") == 1)
        assert workforce.read_notes() == [1]

    def test_do_not_take_a_task_along_for_ever(self, workforce):
        """A task that costs its worker the life each time is FAILED in the end."""
        workforce.enqueue_gated(1, 1)

        for attempt in range(1, 6):
            worker = workforce.start_worker()
            wait_for(lambda attempt=attempt: workforce.find_busy("note_behind_gate", attempt))
            processes.send(signal.SIGKILL, worker)
        workforce.start_worker()

        wait_for(lambda: workforce.count("FAILED") == 1)
        assert "its worker was gone 5 times" in workforce.read_log()


class TestAWorkerThatIsAskedToStop:
    def test_finishes_its_task(self, workforce):
        workforce.enqueue_gated(1, 2)
        worker = workforce.start_worker(grace=PATIENCE)
        workforce.wait_at_gate()

        processes.send(signal.SIGTERM, worker)
        workforce.open_gate()

        wait_for(lambda: not is_alive(worker))
        assert workforce.read_notes() == [1]
        assert (workforce.count("SUCCESSFUL"), workforce.count("READY")) == (1, 1)
        assert worker not in workforce.query("SELECT process_id FROM background_heartbeat")

    def test_leaves_a_task_that_takes_too_long_to_another(self, workforce):
        workforce.enqueue_gated(1, 1)
        worker = workforce.start_worker()
        workforce.wait_at_gate()

        processes.send(signal.SIGTERM, worker)

        wait_for(lambda: not is_alive(worker))
        assert "another one will run it again" in workforce.read_log()
        workforce.start_worker()
        wait_for(lambda: "is run again" in workforce.read_log())

    def test_ends_well(self, installation, database):
        process = installation.start("worker")
        assert process.stdout.readline() == "Waiting for work; Ctrl-C stops this.\n"

        process.send_signal(signal.SIGINT)

        _, errors = process.communicate(timeout=PATIENCE)
        assert (process.returncode, errors) == (0, "")


class TestAWorkerWhoseDatabaseRestarts:
    def test_waits_and_goes_on(self, workforce):
        workforce.start_worker()
        workforce.enqueue(1, 1)
        wait_for(lambda: workforce.count("SUCCESSFUL") == 1)

        server.stop(workforce.installation.data_directory)
        wait_for(lambda: "waits for the database" in workforce.read_log())
        server.ensure_running(workforce.installation.data_directory)
        workforce.enqueue(2, 2)

        wait_for(lambda: workforce.count("SUCCESSFUL") == 2)
        assert workforce.read_notes() == [1, 2]
        assert workforce.read_log().count("The database is back") == 1

    def test_says_so_once(self, caplog, monkeypatch):
        monkeypatch.setattr("background.worker.RECONNECT_SECONDS", 0)
        worker = Worker()

        for _ in range(3):
            worker.wait_for_database(OperationalError("connection refused\nIs it running?"))

        assert caplog.messages == ["The worker waits for the database: connection refused"]

    def test_does_the_task_again_that_was_under_way(self, workforce):
        workforce.enqueue_gated(1, 1)
        workforce.start_worker()
        workforce.wait_at_gate()

        server.stop(workforce.installation.data_directory)
        workforce.open_gate()
        server.ensure_running(workforce.installation.data_directory)

        wait_for(lambda: workforce.count("SUCCESSFUL") == 1)
        assert workforce.read_notes() == [1, 1]

    def test_gives_up_a_task_that_it_has_lost(self, keep_connection, tmp_path):
        """Whoever loses the connection of the lock must not begin what another may have begun."""
        worker, notes = Worker(), tmp_path / "notes"
        note.enqueue(str(notes), 1)

        with WorkerLock() as worker.lock:
            worker.worker_id = worker.lock.worker_id
            disconnect(worker.lock)
            with pytest.raises(OperationalError):
                worker.run()

        assert DBTaskResult.objects.get().status == "RUNNING"
        assert not notes.exists()


class TestPeriodicWork:
    def test_is_done_once_by_several_workers(self, workforce):
        workforce.query("DELETE FROM background_periodicrun")

        for _ in range(4):
            workforce.start_worker()
        wait_for(lambda: workforce.read_job_notes() == ["begin"])
        workforce.enqueue(1, 8)
        wait_for(lambda: workforce.count("SUCCESSFUL") == 8)
        workforce.open_gate()
        wait_for(lambda: workforce.query("SELECT name FROM background_periodicrun"))

        assert workforce.read_job_notes() == ["begin", "end"]

    def test_is_done_again_when_its_time_has_come(self, workforce):
        workforce.query(
            "UPDATE background_periodicrun SET started_at = now() - interval '1 day'"
            " WHERE name = 'tests.background.work.wait_for_the_gate'"
        )

        workforce.open_gate()
        workforce.start_worker()

        wait_for(lambda: workforce.read_job_notes() == ["begin", "end"])

    def test_is_done_by_another_when_a_worker_is_killed(self, workforce):
        workforce.query("DELETE FROM background_periodicrun")
        killed = workforce.start_worker()
        wait_for(lambda: workforce.read_job_notes() == ["begin"])

        processes.send(signal.SIGKILL, killed)
        workforce.open_gate()
        workforce.start_worker()

        wait_for(lambda: workforce.read_job_notes() == ["begin", "begin", "end"])
