"""The files of a backup: uploads, and the pictures made of them."""

import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from django.core.files.storage import FileSystemStorage, storages

from backups.errors import BackupError

__all__ = [
    "PLACES",
    "StoredFile",
    "copy_places",
    "describe",
    "get_places",
    "hash_file",
    "list_files",
    "measure_new",
]

# By what they are called in a backup: the storages of STORAGES.
PLACES = {"uploads": "default", "media": "renditions"}


class StoredFile(NamedTuple):
    """A file as it was when it was copied: its time of change in nanoseconds."""

    size: int
    changed: int
    sha256: str


def get_places():
    """Return the folders (Paths) with files of the site, by name; those in a bucket are left out.

    A bucket keeps older versions by itself, as docs/backup.md says.
    """
    found = {name: storages[storage] for name, storage in PLACES.items()}
    return {
        name: Path(storage.location)
        for name, storage in found.items()
        if isinstance(storage, FileSystemStorage)
    }


def list_files(folder):
    """Yield each file below a folder (a Path) with its status, as (name, os.stat_result).

    Not what begins with a dot at the top: uploads that are not finished, and a restore under way.
    """
    for root, folders, names in os.walk(folder):
        if Path(root) == folder:
            folders[:] = [each for each in folders if not each.startswith(".")]
            names = [each for each in names if not each.startswith(".")]
        folders.sort()
        for name in sorted(names):
            path = Path(root, name)
            with suppress(FileNotFoundError):  # deleted meanwhile
                yield str(path.relative_to(folder)), path.stat()


def is_same(status, stored):
    """Return whether a file is still the one that was copied (a StoredFile, or None)."""
    return stored and (status.st_size, status.st_mtime_ns) == (stored.size, stored.changed)


def measure_new(places, previous):
    """Return how many bytes of the files in some places are in no earlier backup.

    `previous` is the manifest's files of that one: a dictionary of place to name to StoredFile.
    """
    return sum(
        status.st_size
        for place, folder in places.items()
        for name, status in list_files(folder)
        if not is_same(status, previous.get(place, {}).get(name))
    )


def copy_places(places, target, earlier, previous):
    """Copy the files of all places (name to Path) to a folder, those of a place below its name.

    A file that `previous` has too (what the manifest of an earlier backup says of its files) is
    linked from the folder `earlier`. Returns what the manifest says: place to name to StoredFile.
    """
    copied = {}
    for place, folder in places.items():
        (target / place).mkdir(parents=True)
        copied[place] = {}
        for name, status in list_files(folder):
            file = target / place / name
            file.parent.mkdir(parents=True, exist_ok=True)
            stored = previous.get(place, {}).get(name)
            if is_same(status, stored) and link(earlier / place / name, file):
                copied[place][name] = stored
            else:
                with suppress(FileNotFoundError):  # deleted meanwhile
                    copied[place][name] = copy(folder / name, file)
    return copied


def link(source, target):
    """Return whether a file could be given a second name; not where its file system has no more."""
    try:
        os.link(source, target)
    except OSError:
        return False
    return True


def copy(source, target):
    """Copy a file with its time of change; returns its StoredFile.

    That time is the one before: what changes meanwhile is copied again the next day.
    """
    changed = source.stat().st_mtime_ns
    shutil.copy2(source, target)
    return describe(target)._replace(changed=changed)


def describe(path):
    """Return the StoredFile of a file (a Path) as it is now."""
    status = path.stat()
    return StoredFile(status.st_size, status.st_mtime_ns, hash_file(path))


def hash_file(path):
    """Return the SHA-256 of a file, in hexadecimal digits. Raises BackupError when it is gone."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise BackupError(f"{path} is missing.") from error
