"""The folder of a test run: what the run makes, shared by its processes and gone afterwards."""

import fcntl
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager, nullcontext
from pathlib import Path

from django.conf import settings

from installation.embedded import server

__all__ = ["FOLDER", "copy_folder", "hold", "locked", "remove", "remove_abandoned"]

FOLDER = settings.FOLDER
# Locked by the process that will remove the folder, for as long as it lives.
HELD = "held.lock"
# Longer than a run takes from its settings, which make the folder, to holding it.
BEGINNING_SECONDS = 600


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
    """Remove the folders of runs that were killed, with the servers that they left running.

    Also those of commands with the settings of the tests, which hold none.
    """
    for folder in Path(tempfile.gettempdir()).glob(f"{settings.FOLDER_PREFIX}*"):
        try:
            if is_old(folder):
                with not_held(folder):
                    remove(folder)
        except OSError:  # in use, another account's, or removed by another run meanwhile
            continue


@contextmanager
def not_held(folder):
    """Keep others from holding a folder for the length of a block; OSError if one does."""
    path = folder / HELD
    # Never made here: that would be a file more for the run that removes its folder at this moment.
    with path.open("r+") if path.exists() else nullcontext() as lock:
        if lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def is_old(folder):
    """Return whether a folder that nobody holds cannot be that of a run that begins now."""
    return time.time() - folder.stat().st_ctime > BEGINNING_SECONDS


def remove(folder):
    """Remove the folder of a run, after stopping the servers that have their data in it."""
    for data_directory in [folder / "postgresql", *folder.glob("*/postgresql")]:
        if data_directory.exists():
            server.stop(data_directory)
    shutil.rmtree(folder)
