"""Which PostgreSQL processes there are, from /proc.

postmaster.pid is no witness: a crash leaves it behind, and its number may be another program's by
now, or a zombie's.
"""

import os
from contextlib import suppress
from pathlib import Path


def working_in(directory):
    """Return the ids (a set of int) of the PostgreSQL processes of a data directory (a Path).

    Every one of them has it as its working directory. A zombie has none, and a program that was
    given an old process id has another.
    """
    return {
        int(process.name)
        for process in Path("/proc").glob("[0-9]*")
        if _works_in(process, directory)
    }


def postmaster_among(process_ids):
    """Return which of these process ids is the others' parent; None when all are orphans."""
    parents = {_parent_of(process_id) for process_id in process_ids}
    return next(iter(parents & process_ids), None)


def send(signal_number, *process_ids):
    """Send a signal to processes, of which any may have ended meanwhile."""
    for process_id in process_ids:
        with suppress(ProcessLookupError):
            os.kill(process_id, signal_number)


def _works_in(process, directory):
    """Return whether a folder of /proc is that of a PostgreSQL process in the directory."""
    try:
        is_postgres = (process / "comm").read_text() == "postgres\n"
        return is_postgres and (process / "cwd").readlink() == directory
    except OSError:  # ended meanwhile, or another account's
        return False


def _parent_of(process_id):
    """Return the parent's id of a process id; None when the process has ended meanwhile."""
    try:
        fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return int(fields[1])
