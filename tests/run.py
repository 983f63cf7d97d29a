"""The folder of a test run: what the run makes, shared by its processes and gone afterwards."""

import fcntl
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from installation.embedded import server

__all__ = ["FOLDER", "copy_folder", "hold", "locked", "remove", "remove_abandoned"]

FOLDER = settings.FOLDER
# Locked by the process that will remove the folder, for as long as it lives.
HELD = "held.lock"


@contextmanager
def locked(name):
    """Let one process of the run at a time into a block with this name."""
    with (FOLDER / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def copy_folder(source, target):
    """Copy what is in a folder to another, with its owners, which PostgreSQL is strict about."""
    target.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "-a", f"{source}/.", target], check=True)


def hold():
    """Keep other runs from removing the folder; returns what has to be closed in the end."""
    lock = (FOLDER / HELD).open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


def remove_abandoned():
    """Remove the folders of runs that were killed, with the servers that they left running."""
    for lock_file in Path(tempfile.gettempdir()).glob(f"{settings.FOLDER_PREFIX}*/{HELD}"):
        try:
            with lock_file.open() as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                remove(lock_file.parent)
        except OSError:  # in use, another account's, or removed by another run meanwhile
            continue


def remove(folder):
    """Remove the folder of a run, after stopping the servers that have their data in it."""
    for data_directory in [folder / "postgresql", *folder.glob("*/postgresql")]:
        if data_directory.exists():
            server.stop(data_directory)
    shutil.rmtree(folder)
