"""The folder of the backups: which there are, one process at a time, and which may go."""

import fcntl
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from backups.errors import BackupError
from backups.manifest import Manifest

__all__ = [
    "UNFINISHED",
    "Backup",
    "alone",
    "choose_kept",
    "find",
    "find_newest",
    "list_backups",
    "make_name",
    "remove_outdated",
]

NAME = "%Y-%m-%d-%H%M%S"
# What begins so is not whole: its process was killed, or is still at it.
UNFINISHED = ".unfinished-"
# Whoever makes one before a risky step finds it after that.
ALL_KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Backup:
    """A backup that is whole."""

    path: Path

    @property
    def name(self):
        return self.path.name

    @property
    def made_at(self):
        return read_name(self.name)

    @property
    def database(self):
        return self.path / "database.dump"

    @property
    def files(self):
        return self.path / "files"

    def read_manifest(self):
        """Return its Manifest. Raises BackupError."""
        return Manifest.read(self.path / "manifest.json")


def list_backups():
    """Return the Backups, the oldest first."""
    folder = settings.BACKUP_DIR
    names = sorted(os.listdir(folder)) if folder.exists() else []
    return [Backup(folder / name) for name in names if read_name(name)]


def find_newest():
    """Return the newest Backup; None when there is none."""
    return next(reversed(list_backups()), None)


def find(name):
    """Return the Backup of this name, the newest one for "". Raises BackupError."""
    there = {backup.name: backup for backup in list_backups()}
    if not there:
        raise BackupError(
            f"There is no backup in {settings.BACKUP_DIR}: manage.py backup makes one, and "
            f"BACKUP_DIR names another folder."
        )
    if name and name not in there:
        raise BackupError(f"There is no backup {name}. There are: {', '.join(there)}.")
    return there[name or max(there)]


def read_name(name):
    """Return the moment (a datetime) that a backup's name tells; None for any other name."""
    try:
        return datetime.strptime(name, NAME).replace(tzinfo=UTC)
    except ValueError:
        return None


def make_name():
    """Return the name of a new backup: that of now, or of the next second that has none."""
    moment = timezone.now().astimezone(UTC)
    while (settings.BACKUP_DIR / f"{moment:{NAME}}").exists():
        moment += timedelta(seconds=1)
    return f"{moment:{NAME}}"


@contextmanager
def alone():
    """Keep others from making, proving and restoring for the length of a block.

    What one that was killed left behind is removed first. Raises BackupError when another is at it.
    """
    folder = settings.BACKUP_DIR
    # The database is in it, with all who get the newsletter: nobody else may look.
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = os.open(folder, os.O_RDONLY)
    try:
        take(lock)
        for unfinished in folder.glob(f"{UNFINISHED}*"):
            shutil.rmtree(unfinished)
        yield
    finally:
        os.close(lock)


def take(lock):
    """Lock an open folder (its descriptor). Raises BackupError when another process has it."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise BackupError(
            f"Another process is busy with the backups in {settings.BACKUP_DIR}: try again when "
            f"it is done."
        ) from None


def remove_outdated():
    """Remove the backups that BACKUPS_KEPT does not name."""
    backups = {backup.made_at: backup for backup in list_backups()}
    for moment in backups.keys() - choose_kept(backups, timezone.now()):
        # Under another name first: half a backup must not look like one.
        gone = settings.BACKUP_DIR / f"{UNFINISHED}{backups[moment].name}"
        shutil.rmtree(backups[moment].path.rename(gone))


def choose_kept(moments, now):
    """Return which backups are kept (a set), of the moments (datetimes) that they were made.

    All of the last day, and the newest of each of the last days, weeks and months that have one.
    """
    periods = {
        "days": lambda moment: moment.date(),
        "weeks": lambda moment: moment.isocalendar()[:2],
        "months": lambda moment: (moment.year, moment.month),
    }
    kept = {moment for moment in moments if now - moment < ALL_KEPT}
    for period, number in settings.BACKUPS_KEPT.items():
        newest = {periods[period](moment): moment for moment in sorted(moments)}
        kept.update(sorted(newest.values())[-number:])
    return kept
