"""PostgreSQL's own programs, in a version that fits the server."""

import os
import re
import shutil
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import connection

from background.postgresql.wheel import PROGRAMS
from backups.errors import BackupError

__all__ = ["choose_programs", "get_server_version", "run", "running"]

# Where Debian has the programs of each version.
DEBIAN = Path("/usr/lib/postgresql")
VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
REASON = re.compile("error:|ERROR:|FATAL:|PANIC:")


def get_server_version():
    """Return the major version of the server (an int)."""
    connection.ensure_connection()
    return connection.pg_version // 10_000


def list_folders():
    """Return the folders (Paths) in which the programs may be, the best first.

    The embedded server has the wheel's, which are of its version. They do for another server too,
    as in a container, but not where it speaks TLS.
    """
    client = Path(connection.client.executable_name)
    if client.is_absolute():
        return [client.parent]
    folders = sorted(DEBIAN.glob("*/bin"), key=lambda folder: int(folder.parent.name))
    if on_path := shutil.which("pg_dump"):
        folders.append(Path(on_path).resolve().parent)
    return folders if speaks_tls() else [*folders, PROGRAMS]


def speaks_tls():
    """Return whether the server is spoken to over TLS."""
    connection.ensure_connection()
    return connection.connection.pgconn.ssl_in_use


def choose_programs(server_version, folders):
    """Return the first of some folders (Paths) whose programs can read a server of this version.

    An older pg_dump refuses a newer server. Raises BackupError.
    """
    found = {folder: read_version(folder) for folder in folders}
    fitting = [folder for folder, version in found.items() if version >= server_version]
    if fitting:
        return fitting[0]
    newest = max(found.values(), default=0)
    there = f"that here is of version {newest}" if newest else "there is none here"
    raise BackupError(
        f"The database is PostgreSQL {server_version}, whose pg_dump is needed; {there}. "
        f"Have somebody run: apt-get install postgresql-client-{server_version}"
    )


def read_version(folder):
    """Return the major version of the programs in a folder; 0 when there are none."""
    try:
        command = [folder / "pg_dump", "--version"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = VERSION.search(said)
    return int(found[1]) if found else 0


def run(program, *options):
    """Run a program on the database to its end. Raises BackupError."""
    with running(program, *options):
        pass


@contextmanager
def running(program, *options, is_client=True, **streams):
    """Run a program for the length of a block, which gets its Popen, and wait for its end.

    With `is_client` it connects to the database. Takes the streams of subprocess. Raises
    BackupError, with what it said, when it fails; a block that fails ends it first.
    """
    command, environment = make_command(program, options, is_client)
    # No pipe: nobody reads it before the end, and a full one would stop the program.
    with tempfile.TemporaryFile("w+", errors="replace") as complaints:
        process = subprocess.Popen(command, env=environment, stderr=complaints, **streams)  # noqa: S603
        try:
            yield process
        except BrokenPipeError:
            # Who was written to says itself why it did not listen to the end.
            if process.stdin is None:
                end(process)
                raise
        except BaseException:
            end(process)
            raise
        close(process.stdin)
        if process.wait() != 0:
            complaints.seek(0)
            raise BackupError(f"{program} failed: {find_reason(complaints.read())}")
        close(process.stdout)


def end(process):
    """End a process in the middle of its work."""
    process.kill()
    process.wait()
    close(process.stdin)
    close(process.stdout)


def close(stream):
    """Close a pipe to or from a program, if it has one, which may have ended."""
    if stream:
        with suppress(BrokenPipeError):
            stream.close()


def make_command(program, options, is_client):
    """Return a program with its options, and the environment that it needs."""
    folder = choose_programs(get_server_version(), list_folders())
    if not is_client:
        return [folder / program, *options], os.environ
    arguments, environment = connection.client.settings_to_cmd_args_env(
        connection.settings_dict, list(options)
    )
    return [folder / program, *arguments[1:]], {**os.environ, **(environment or {})}


def find_reason(said):
    """Return the line of what a program said that tells why it failed."""
    lines = said.strip().splitlines()
    return next((line for line in lines if REASON.search(line)), lines[-1] if lines else "no word")
