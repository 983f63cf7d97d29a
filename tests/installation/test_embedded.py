"""The embedded server, with real processes, real signals and real accounts.

Each test has a data directory of its own. What can be tried depends on the account that runs the
tests, as only root can become another: root tries everything as root and as `nobody`, anybody else
tries it as themselves. `make test` has the essential tests for both accounts, `make endurance` all.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from installation.embedded import processes, server
from tests.waiting import PATIENCE, wait_for

BASE_DIR = Path(__file__).resolve().parent.parent.parent
IS_ROOT = os.geteuid() == 0
ACCOUNTS = ["root", "nobody"] if IS_ROOT else [pwd.getpwuid(os.geteuid()).pw_name]

# What a process of the site does, without and with Django in front. Everything is imported before
# the change of account: nobody may not be able to read our Python.
BECOME_ACCOUNT = """
if os.geteuid() != int(user_id):
    os.setgroups([])
    os.setgid(int(user_id))
    os.setuid(int(user_id))
"""
ENSURE_RUNNING = f"""
import os, sys
from pathlib import Path
import psycopg
from installation.embedded import server

data_directory, user_id, *queries = sys.argv[1:]
{BECOME_ACCOUNT}
print(server.ensure_running(Path(data_directory)))
address = {{"host": server.socket_directory(Path(data_directory)), "port": server.PORT}}
for query in queries:
    with psycopg.connect(**address, user="postgres") as connection:
        print(connection.execute(query).fetchone()[0])
"""
CONNECT = f"""
import os, sys
from django.conf import settings

data_directory, user_id, *queries = sys.argv[1:]
database = {{"ENGINE": "installation.embedded", "NAME": "postgres", "USER": "postgres"}}
settings.configure(DATABASES={{"default": {{**database, "HOST": data_directory}}}})

from django.db import connection
connection.prepare_database
{BECOME_ACCOUNT}
for query in queries:
    with connection.cursor() as cursor:
        cursor.execute(query)
        print(cursor.fetchone()[0] if cursor.description else "done")
    connection.close()
"""
# The same, with a signal soon after pg_ctl was started.
INTERRUPTED = f"""
import signal
from installation.embedded import programs

run = programs.run

def run_interrupted(*arguments, **options):
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    return run(*arguments, **options)

programs.run = run_interrupted
{ENSURE_RUNNING}
"""
KEPT = "SELECT number FROM kept"
BUSY = "SELECT count(*) FROM generate_series(1, 999999) a, generate_series(1, 999999) b"


@dataclass
class Cluster:
    """A data directory, and the account (a user id) whose site it belongs to."""

    data_directory: Path
    user_id: int

    def start(self, code, *queries):
        """Return a new process of the account, that runs code on the data directory."""
        return subprocess.Popen(
            [sys.executable, "-c", code, self.data_directory, str(self.user_id), *queries],
            cwd=BASE_DIR,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, code, *queries):
        """Return what such a process printed, as a list of lines."""
        return printed_by(self.start(code, *queries))

    def postmaster(self):
        return processes.postmaster_among(processes.working_in(self.data_directory))

    def has_process(self, title):
        """Return whether one of the server's processes has these words in its title."""
        files = [Path(f"/proc/{one}/cmdline") for one in processes.working_in(self.data_directory)]
        return any(file.exists() and title in file.read_text() for file in files)

    def kill_everything(self):
        processes.send(signal.SIGKILL, *processes.working_in(self.data_directory))


def printed_by(process):
    """Return the lines that a process printed until it ended well."""
    output, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors
    return output.splitlines()


def make_folder(user_id):
    """Return a new folder of an account. Not pytest's own, which other accounts cannot enter."""
    path = Path(tempfile.mkdtemp(prefix="embedded-"))
    os.chown(path, user_id, -1)
    return path


def with_accounts(*accounts):
    """Return the mark of a test that is run as each of these accounts."""
    return pytest.mark.parametrize("user_id", accounts, indirect=True, scope="session")


each_account = with_accounts(*ACCOUNTS)
# As our own account, and at length as each of them.
each_account_at_length = with_accounts(
    ACCOUNTS[0], *(pytest.param(each, marks=pytest.mark.endurance) for each in ACCOUNTS[1:])
)

# Three that meet show the rule; eight of them are for `make endurance`.
at_once = pytest.mark.parametrize("number", [3, pytest.param(8, marks=pytest.mark.endurance)])


@pytest.fixture(scope="session")
def user_id(request):
    """The account that the site runs as: our own, or one of ACCOUNTS."""
    return pwd.getpwnam(request.param).pw_uid if hasattr(request, "param") else os.geteuid()


@pytest.fixture(scope="session")
def stopped_cluster(user_id):
    """A cluster of the account with something to keep; each test copies it."""
    cluster = Cluster(make_folder(user_id) / "postgresql", user_id)
    cluster.run(CONNECT, "CREATE TABLE kept AS SELECT 7 AS number")
    server.stop(cluster.data_directory)
    yield cluster
    shutil.rmtree(cluster.data_directory.parent)


@pytest.fixture
def folder(user_id):
    path = make_folder(user_id)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def cluster_in(folder, user_id):
    """A function that returns the cluster of a name in the folder; it does not exist yet."""
    clusters = []

    def name(name):
        clusters.append(Cluster(folder / name, user_id))
        return clusters[-1]

    yield name
    for cluster in clusters:
        server.stop(cluster.data_directory)


@pytest.fixture
def cluster(cluster_in, stopped_cluster):
    """A cluster that is not running."""
    cluster = cluster_in("postgresql")
    subprocess.run(["cp", "-a", stopped_cluster.data_directory, cluster.data_directory], check=True)
    return cluster


@pytest.fixture
def running_cluster(cluster):
    server.ensure_running(cluster.data_directory)
    return cluster


class TestEnsureRunning:
    @each_account
    def test_makes_what_is_not_there(self, cluster_in):
        cluster = cluster_in("var/postgresql")

        assert cluster.run(ENSURE_RUNNING, "SELECT 1") == ["True", "1"]
        # Its socket has no passwords, so nobody else may come near it.
        assert oct(cluster.data_directory.stat().st_mode & 0o777) == "0o700"

    @each_account_at_length
    @at_once
    def test_makes_one_server_for_several_processes(self, cluster_in, number):
        cluster = cluster_in("postgresql")
        together = [cluster.start(ENSURE_RUNNING, "SELECT 1") for _ in range(number)]

        printed = sorted(printed_by(process) for process in together)
        assert printed == [["False", "1"]] * (number - 1) + [["True", "1"]]

    @at_once
    def test_restarts_one_server_for_several_processes(self, running_cluster, number):
        running_cluster.kill_everything()
        together = [running_cluster.start(ENSURE_RUNNING, KEPT) for _ in range(number)]

        printed = sorted(printed_by(process) for process in together)
        assert printed == [["False", "7"]] * (number - 1) + [["True", "7"]]

    @pytest.mark.parametrize(
        "name",
        [
            # Each of these means something to a shell.
            '$HOME `id` "quoted" it\'s',
            # Too long for a socket address, with the comma that separates hosts.
            "long, " + "x" * 150,
        ],
        ids=["shell", "long"],
    )
    def test_takes_a_path_of_any_kind_and_knows_accents_whatever_the_locale(
        self, cluster_in, monkeypatch, name
    ):
        monkeypatch.setenv("LC_ALL", "POSIX")
        query = "SELECT upper('coördinatie één') = 'COÖRDINATIE ÉÉN'"

        assert cluster_in(f"{name}/postgresql").run(CONNECT, query) == ["True"]

    def test_starts_over_after_an_unfinished_initdb(self, folder, cluster_in):
        cluster = cluster_in("unfinished")
        first = cluster.start(ENSURE_RUNNING)
        wait_for(lambda: list(folder.glob("unfinished.new-*/PG_VERSION")))
        first.kill()
        first.communicate()

        assert cluster.run(ENSURE_RUNNING, "SELECT 1") == ["True", "1"]
        assert not list(folder.glob("unfinished.new-*"))

    def test_starts_over_when_the_data_was_removed(self, running_cluster):
        old = running_cluster.postmaster()
        shutil.rmtree(running_cluster.data_directory)

        query = "SELECT to_regclass('kept')"
        assert running_cluster.run(ENSURE_RUNNING, query) == ["True", "None"]
        processes.send(signal.SIGQUIT, old)

    def test_ignores_the_environment_of_other_servers_and_finds_a_running_one(
        self, cluster, monkeypatch
    ):
        monkeypatch.setenv("PGPORT", "5999")
        monkeypatch.setenv("PGDATA", "/nowhere")

        assert cluster.run(CONNECT, KEPT) == ["7"]
        assert cluster.run(ENSURE_RUNNING, KEPT) == ["False", "7"]


class TestCrash:
    @each_account_at_length
    def test_of_the_postmaster(self, running_cluster):
        processes.send(signal.SIGKILL, running_cluster.postmaster())

        assert running_cluster.run(ENSURE_RUNNING, KEPT) == ["True", "7"]

    @each_account
    def test_of_everything(self, running_cluster):
        running_cluster.kill_everything()

        assert (running_cluster.data_directory / "postmaster.pid").exists()
        assert running_cluster.run(ENSURE_RUNNING, KEPT) == ["True", "7"]

    @each_account_at_length
    def test_between_two_connections(self, running_cluster):
        command = f"cat >/dev/null; kill -9 {running_cluster.postmaster()}"
        kill = f"COPY (SELECT 1) TO PROGRAM '{command}'"

        assert running_cluster.run(CONNECT, kill, KEPT) == ["done", "7"]

    @each_account_at_length
    def test_that_leaves_a_backend_busy(self, running_cluster, monkeypatch):
        monkeypatch.setattr(server, "ORPHAN_SECONDS", 0.5)
        busy = running_cluster.start(ENSURE_RUNNING, BUSY)
        wait_for(lambda: running_cluster.has_process("SELECT"))
        processes.send(signal.SIGKILL, running_cluster.postmaster())

        assert server.ensure_running(running_cluster.data_directory)
        assert busy.wait(timeout=PATIENCE) != 0
        assert running_cluster.run(ENSURE_RUNNING, KEPT) == ["False", "7"]

    @each_account_at_length
    def test_with_an_empty_pid_file(self, running_cluster):
        running_cluster.kill_everything()
        (running_cluster.data_directory / "postmaster.pid").write_text("")

        assert running_cluster.run(ENSURE_RUNNING, KEPT) == ["True", "7"]

    @each_account_at_length
    @pytest.mark.parametrize("is_alive", [True, False], ids=["alive", "zombie"])
    def test_with_a_reused_pid_file(self, running_cluster, is_alive):
        running_cluster.kill_everything()
        pid_file = running_cluster.data_directory / "postmaster.pid"
        owner = pid_file.stat().st_uid
        other = subprocess.Popen(["sleep", "999"], user=owner if IS_ROOT else None)
        lines = pid_file.read_text().splitlines(keepends=True)
        pid_file.write_text("".join([f"{other.pid}\n", *lines[1:]]))
        if not is_alive:
            other.kill()

        assert running_cluster.run(ENSURE_RUNNING, KEPT) == ["True", "7"]
        assert is_alive == (other.poll() is None)
        other.kill()
        other.wait()


class TestServerError:
    """One sentence that says what is wrong and what to do, and no data lost."""

    def test_for_a_file_in_place_of_the_folder(self, folder):
        (folder / "var").write_text("")

        with pytest.raises(server.ServerError, match=r"/var: File exists\): make sure that .*/var"):
            server.ensure_running(folder / "var" / "postgresql")

    def test_for_a_file_in_place_of_the_data(self, folder):
        (folder / "postgresql").write_text("")

        with pytest.raises(server.ServerError, match="Not a directory"):
            server.ensure_running(folder / "postgresql")

    def test_for_a_cluster_of_which_something_is_lost(self, cluster):
        """A part of the log, then the version that made it, then the middle of it."""
        for file in (cluster.data_directory / "pg_wal").glob("0*"):
            file.unlink()
        with pytest.raises(server.ServerError, match=r"valid checkpoint.*; otherwise put a backup"):
            server.ensure_running(cluster.data_directory)

        (cluster.data_directory / "PG_VERSION").write_text("15\n")
        advice = r"by PostgreSQL 15, and this is PostgreSQL \d+\. `make upgrade-database` brings it"
        with pytest.raises(server.ServerError, match=advice):
            server.ensure_running(cluster.data_directory)

        (cluster.data_directory / "global" / "pg_control").unlink()
        with pytest.raises(server.ServerError, match=r"not a complete .*: move it away"):
            server.ensure_running(cluster.data_directory)
        assert (cluster.data_directory / "PG_VERSION").exists()

    @each_account_at_length
    def test_for_data_of_another_account(self, cluster):
        """For root that is data of root, which PostgreSQL does not run as."""
        if IS_ROOT:
            os.chown(cluster.data_directory, 0, 0)
        else:
            cluster.data_directory.chmod(0o000)

        with pytest.raises(server.ServerError, match=r"belongs to root|Permission denied"):
            server.ensure_running(cluster.data_directory)
        cluster.data_directory.chmod(0o700)

    def test_reaches_django_as_an_operational_error(self, folder, cluster_in):
        (folder / "var").write_text("")
        process = cluster_in("var/postgresql").start(CONNECT, "SELECT 1")
        _, errors = process.communicate(timeout=PATIENCE)
        (folder / "var").unlink()

        assert "\ndjango.db.utils.OperationalError: The database in " in errors


def test_a_start_that_is_interrupted_leaves_no_server(cluster):
    """As by Ctrl-C while pg_ctl waits for the server that it has started."""
    process = cluster.start(INTERRUPTED)
    _, errors = process.communicate(timeout=PATIENCE)

    assert errors.strip().endswith("KeyboardInterrupt")
    assert not cluster.postmaster()


@each_account_at_length
def test_lets_postgresql_through_closed_folders_and_no_further(folder, cluster_in):
    """Root's folders are opened for PostgreSQL's account to pass; one's own need no opening."""
    cluster = cluster_in("closed/postgresql")
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    shutil.chown(closed, folder.stat().st_uid)

    assert cluster.run(ENSURE_RUNNING) == ["True"]
    expected = "0o701" if folder.stat().st_uid == 0 else "0o700"
    assert oct(closed.stat().st_mode & 0o777) == expected


class TestRunning:
    def test_stops_what_it_started_and_nothing_else(self, cluster):
        database = {"ENGINE": "installation.embedded", "HOST": str(cluster.data_directory)}
        with server.running({**database, "ENGINE": "django.db.backends.postgresql"}):
            assert not cluster.postmaster()

        with server.running(database):
            postmaster = cluster.postmaster()
            with server.running(database):
                pass
            assert cluster.postmaster() == postmaster is not None

        assert not cluster.postmaster()


class TestCommands:
    """Of the site itself, with a folder of its own for what it makes."""

    def manage(self, folder, *arguments):
        """Return what a command of manage.py printed."""
        settings = {"VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "cms.settings.local"}
        result = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=BASE_DIR,
            env={**os.environ, **settings},
            capture_output=True,
            text=True,
        )
        assert result.returncode == 0, result
        return result.stdout

    @pytest.mark.parametrize(
        "command",
        [
            ["check"],
            pytest.param(["makemigrations", "--check"], marks=pytest.mark.endurance),
            pytest.param(["collectstatic", "--noinput", "-n"], marks=pytest.mark.endurance),
        ],
        ids=lambda command: command[0],
    )
    def test_starts_nothing(self, tmp_path, command):
        self.manage(tmp_path, *command)

        assert not (tmp_path / "postgresql").exists()

    def test_dbshell_starts_the_server(self, tmp_path):
        """Also where the socket of the server is in a path that is too long for psql."""
        folder = tmp_path / ("x" * 100)

        output = self.manage(folder, "dbshell", "--", "-Atc", "SELECT 6 * 7")
        server.stop(folder / "postgresql")

        assert output == "42\n"


def test_importing_the_backend_reads_no_settings():
    code = (
        "import installation.embedded.base;"
        " from django.conf import settings; print(settings.configured)"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": ""}
    output = subprocess.check_output([sys.executable, "-c", code], cwd=BASE_DIR, env=environment)

    assert output == b"False\n"
