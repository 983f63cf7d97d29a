"""A site of its own, installed the way a newcomer does, with its files in a folder of its own."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from pathlib import Path

import psycopg
from django.conf import settings

from installation.embedded import server
from installation.embedded.programs import PROGRAMS
from tests.run import FOLDER, copy_folder, locked
from tests.waiting import PATIENCE, wait_for

__all__ = ["Installation", "copy_content", "install", "make_folder", "remove"]

# The last line of `serve` before it is open for visitors.
READY = "Ctrl-C stops it.\n"
# How long a busy machine may take for `setup`, or for the first work of a worker.
SET_UP_SECONDS = 10 * PATIENCE
BASE_DIR = Path(__file__).resolve().parent.parent


@dataclass
class Installation:
    """The site with a VAR_DIR; no server runs unless a test starts one.

    `first_output` is what `setup` printed.
    """

    var: Path
    first_output: str = ""

    @property
    def data_directory(self):
        return self.var / "postgresql"

    def connect(self):
        """Return a connection (psycopg's) to the database, the server of which is up."""
        host = server.socket_directory(self.data_directory)
        return psycopg.connect(host=host, port=server.PORT, user="postgres")

    def start(self, *arguments, port=0):
        """Return a new process of manage.py; port 0 is any that is free."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=BASE_DIR,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "cms.settings.local",
                "VAR_DIR": str(self.var),
                "PORT": str(port),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def manage(self, *arguments, **options):
        """Return exit code, standard output and standard error of a command of manage.py."""
        with self.start(*arguments, **options) as process:
            try:
                output, errors = process.communicate(timeout=SET_UP_SECONDS)
            finally:
                process.kill()
        return process.returncode, output, errors

    @contextmanager
    def serving(self):
        """Run `serve` for the length of a block: yields its process, and host and port."""
        process = self.start("serve")
        try:
            # All that it says until it is ready, or, where it does not start, until it ends.
            output = "".join(takewhile(lambda line: line != READY, process.stdout))
            address = re.search(r"http://(\S+:\d+)/", output)
            assert address, process.communicate()[1]
            yield process, address[1]
        finally:
            process.kill()
            process.communicate()
            server.stop(self.data_directory)


def make_folder():
    """Return a new folder; not in pytest's own, which is closed to PostgreSQL's account."""
    return Path(tempfile.mkdtemp(prefix="installation-", dir=FOLDER))


@contextmanager
def set_up():
    """Give an Installation on which `setup` has run, to copy from for the length of a block.

    Of the processes of a test run, the first sets it up, which takes half a minute; one at a time
    has it. The worker has done there what it does on a new site: no copy does that once more.
    """
    pattern, output = Installation(FOLDER / "installation"), FOLDER / "installation-output"
    with locked("installation"):
        if not output.exists():
            code, printed, errors = pattern.manage("setup")
            assert code == 0, errors
            do_first_work(pattern)
            output.write_text(printed)
        pattern.first_output = output.read_text()
        yield pattern


def do_first_work(installation):
    """Have a worker do all that a new site has for it: sizes of pictures, the work of each day."""
    database = {"ENGINE": server.ENGINE, "HOST": installation.data_directory}
    with server.running(database), installation.start("worker") as worker:
        try:
            with installation.connect() as connection:
                wait_for(partial(has_no_work, connection), SET_UP_SECONDS)
        finally:
            worker.terminate()
            worker.communicate()


def has_no_work(connection):
    """Return whether the worker of an installation has done its jobs and all that they ordered."""
    begun = "SELECT count(*) FROM background_periodicrun"
    waiting = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE finished_at IS NULL"
    ((jobs, tasks),) = connection.execute(f"SELECT ({begun}), ({waiting})")
    return jobs == len(settings.PERIODIC_WORK) and tasks == 0


def install():
    """Return an Installation on which `setup` has run."""
    with set_up() as pattern:
        installation = Installation(make_folder(), pattern.first_output)
        copy_folder(pattern.var, installation.var)
    return installation


def copy_content(database, uploads):
    """Copy the content of an installation: into an empty database, and a folder for its files.

    `database` is an entry of Django's DATABASES. Returns what `setup` printed.
    """
    with set_up() as pattern:
        source = {"HOST": pattern.data_directory, "NAME": "postgres", "USER": database["USER"]}
        with server.running({"ENGINE": server.ENGINE, **source}):
            content = run_client("pg_dump", source, stdout=subprocess.PIPE).stdout
        copy_folder(pattern.var / "uploads", uploads)
    options = ["--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1"]
    run_client("psql", database, *options, input=content)
    return pattern.first_output


def run_client(program, database, *options, **streams):
    """Run a program of PostgreSQL with a database; takes subprocess's options."""
    host = server.socket_directory(Path(database["HOST"]))
    place = ["--host", host, "--port", server.PORT, "--username", database["USER"]]
    command = [PROGRAMS / program, *place, *options, database["NAME"]]
    return subprocess.run(command, text=True, check=True, **streams)


def remove(installation):
    """Stop the server of an installation and delete all of it."""
    server.stop(installation.data_directory)
    shutil.rmtree(installation.var)
