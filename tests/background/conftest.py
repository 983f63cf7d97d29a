import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from installation.embedded import processes, server, watchdog
from tests.waiting import wait_for

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# Others have tasks in the queue too: periodic work, or a site that ran on this database before.
OWN_TASKS = (
    "FROM django_tasks_database_dbtaskresult WHERE starts_with(task_path, 'tests.background.work.')"
)
# So that workers have nothing but tasks to do, until a test makes the job due.
JOB_IS_DONE = """
    INSERT INTO background_periodicrun (name, started_at, finished_at, error)
    VALUES ('tests.background.work.wait_for_the_gate', now(), now(), '')
    ON CONFLICT (name) DO UPDATE SET started_at = excluded.started_at
"""


@dataclass
class Workforce:
    """Real workers, on the database of an installation, and what they leave behind."""

    installation: object
    nursery: subprocess.Popen
    log: Path
    notes: Path
    job_notes: Path
    gate: Path
    reached: Path
    process_ids: list

    def tell(self, *words):
        """Give the nursery a command; return its answer."""
        self.nursery.stdin.write(" ".join(map(str, words)) + "\n")
        self.nursery.stdin.flush()
        return int(self.nursery.stdout.readline())

    def start_worker(self, command="worker", grace=2):
        """Return the id of a new process that runs `manage.py worker`, or another command.

        When it is to end, its task may take `grace` more seconds (an int).
        """
        self.process_ids.append(self.tell(command, grace))
        return self.process_ids[-1]

    def enqueue(self, first, last, seconds=0):
        """Enqueue a task for each number, which works for some seconds and then notes it."""
        self.tell("enqueue", self.notes, first, last, seconds)

    def enqueue_gated(self, first, last):
        """Enqueue a task for each number, which notes it once `open_gate` was called."""
        self.tell("enqueue-gated", self.notes, first, last, self.gate)

    def wait_at_gate(self):
        """Wait until a task waits for the gate."""
        wait_for(self.reached.exists)

    def open_gate(self):
        """Let the tasks and the periodic job that wait for it go on, and those that are to come."""
        self.gate.touch()

    def read_notes(self):
        """Return the numbers (a list of int) that the tasks noted."""
        return [int(line) for line in self.notes.read_text().split()]

    def read_job_notes(self):
        """Return the words (a list of str) that the periodic job noted."""
        return self.job_notes.read_text().split()

    def read_log(self):
        """Return what the workers wrote."""
        return self.log.read_text()

    def query(self, query, *parameters):
        """Return the first column of what the database answers, as a list."""
        with self.installation.connect() as connection:
            cursor = connection.execute(query, parameters or None)
            return [row[0] for row in cursor] if cursor.description else []

    def count(self, *statuses):
        """Return how many tasks of the test have one of these statuses, at one moment."""
        return self.query(f"SELECT count(*) {OWN_TASKS} AND status = ANY(%s)", list(statuses))[0]

    def count_attempts(self):
        """Return how often each task of the test was tried, as a list of int."""
        return self.query(f"SELECT jsonb_array_length(worker_ids) {OWN_TASKS}")

    def enqueue_long(self, number):
        """Enqueue a task that notes its number only when its worker has been killed once."""
        self.tell("enqueue-long", self.notes, number)

    def find_busy(self, task, attempt=1):
        """Return the process ids (a set) of the workers that try a task, by its name.

        Only those for whom this is the first attempt at it, or another one; who was killed a moment
        ago is among them.
        """
        return set(
            self.query(
                "SELECT process_id FROM background_heartbeat"
                " JOIN django_tasks_database_dbtaskresult ON worker_ids ->> -1 = worker_id"
                " WHERE status = 'RUNNING' AND jsonb_array_length(worker_ids) = %s"
                " AND task_path = 'tests.background.work.' || %s",
                attempt,
                task,
            )
        )

    def stop(self):
        """End all workers at once."""
        for process_id in self.process_ids:
            processes.send(signal.SIGKILL, process_id)
        wait_for(lambda: not any(map(is_alive, self.process_ids)))


def is_alive(process_id):
    return Path(f"/proc/{process_id}").exists()


@pytest.fixture(scope="module")
def database(installation):
    """The server of an installation; no process starts it but this one."""
    server.ensure_running(installation.data_directory)
    yield installation
    server.stop(installation.data_directory)


@pytest.fixture(scope="module")
def nursery(database, tmp_path_factory):
    """A process that starts workers, and the folder with what they and their jobs write."""
    folder = tmp_path_factory.mktemp("workers")
    environment = {
        "DJANGO_SETTINGS_MODULE": "cms.settings.local",
        "VAR_DIR": str(database.var),
        "JOB_NOTES": str(folder / "jobs"),
        "GATE": str(folder / "gate"),
        **watchdog.ENVIRONMENT,
    }
    with (
        (folder / "log").open("w") as errors,
        subprocess.Popen(
            [sys.executable, "-m", "tests.background.nursery"],
            cwd=BASE_DIR,
            env=os.environ | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        assert process.stdout.readline() == "ready\n"
        yield process, folder
        process.stdin.close()


@pytest.fixture
def workforce(database, nursery, tmp_path):
    process, folder = nursery
    log, notes, job_notes = folder / "log", tmp_path / "notes", folder / "jobs"
    for file in [log, notes, job_notes]:
        file.write_text("")
    gate, reached = folder / "gate", folder / "gate.reached"
    for file in [gate, reached]:
        file.unlink(missing_ok=True)
    workforce = Workforce(database, process, log, notes, job_notes, gate, reached, [])
    workforce.query(JOB_IS_DONE)
    workforce.tell("enqueue-of-others")
    yield workforce
    workforce.stop()
    server.ensure_running(database.data_directory)
    workforce.query("DELETE FROM django_tasks_database_dbtaskresult")
    workforce.query("DELETE FROM background_heartbeat")
