"""Makes a backup: the database first, then the files, of which it names some."""

import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from backups import copies, files, folder, manifest, programs, tables
from backups.errors import BackupError
from backups.models import Kind, Outcome

__all__ = ["make"]

# With less, the database that is backed up might stop.
LEAST_FREE = 256 * 1024 * 1024


def make(say):
    """Make a backup, and a copy of it elsewhere where one is wanted; returns the Backup.

    `say` (a function of a str) is told what takes a while. Raises BackupError; what was there
    stays as it was.
    """
    try:
        with folder.alone():
            backup = make_whole(say)
            Outcome.note_success(Kind.BACKUP, backup.name)
            folder.remove_outdated()
    except (BackupError, OSError) as error:
        Outcome.note_failure(Kind.BACKUP)
        raise BackupError(f"No backup was made: {explain(error)}") from error
    if copies.are_wanted():
        copies.make(backup, say)
    return backup


def make_whole(say):
    """Return a new Backup: made under another name, and named when all of it is on the disk."""
    previous = folder.find_newest()
    kept = previous.read_manifest().files if previous else {}
    places = files.get_places()
    check_space(places, kept)
    name = folder.make_name()
    unfinished = settings.BACKUP_DIR / f"{folder.UNFINISHED}{name}"
    unfinished.mkdir(mode=0o700)
    try:
        say("Copying the database")
        made_at, rows = timezone.now(), dump_database(unfinished / "database.dump")
        say("Copying the files that are new")
        earlier = previous.files if previous else Path()
        copied = files.copy_places(places, unfinished / "files", earlier, kept)
        manifest.Manifest(
            made_at=made_at,
            versions=manifest.list_versions(),
            migrations=manifest.list_applied(),
            tables=rows,
            database=files.describe(unfinished / "database.dump"),
            files=copied,
            left_out=manifest.list_left_out(places),
            pepper=manifest.fingerprint_pepper(),
            key=manifest.fingerprint_key(settings.SECRET_KEY),
        ).write(unfinished / "manifest.json")
        os.sync()
        return folder.Backup(unfinished.rename(settings.BACKUP_DIR / name))
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def dump_database(path):
    """Write the database to a file, and return what its tables hold at that very moment."""
    with tables.frozen() as (reader, state):
        # No owners, rights or remarks: they are of this server, and may not exist on another.
        options = ["--format=custom", "--no-owner", "--no-acl", "--no-comments"]
        programs.run("pg_dump", *options, f"--snapshot={state}", f"--file={path}")
        return tables.read_tables(reader)


def check_space(places, kept):
    """Raise BackupError when the backup might fill the disk, on which the database may be too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        needed = cursor.fetchone()[0] + files.measure_new(places, kept) + LEAST_FREE
    free = shutil.disk_usage(settings.BACKUP_DIR).free
    if free < needed:
        raise BackupError(
            f"{filesizeformat(needed)} is needed in {settings.BACKUP_DIR}, and "
            f"{filesizeformat(free)} is free. Make room there, or name a folder on another disk "
            f"in BACKUP_DIR."
        )


def explain(error):
    """Return as a sentence why there is no backup."""
    if isinstance(error, OSError):
        return f"{error.filename or settings.BACKUP_DIR}: {error.strerror}."
    return str(error)
