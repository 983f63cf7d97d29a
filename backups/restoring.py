"""Puts a backup back."""

import shutil
from contextlib import ExitStack

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from background.health import get_health
from background.models import PeriodicRun
from background.queue import set_aside
from backups import database, files, folder, manifest, versions
from backups.errors import BackupError
from backups.models import Kind, Outcome
from backups.proving import check_files
from backups.signals import restored
from site_version.version import raise_version

__all__ = ["restore", "warn"]

# Beside what visitors see, on the same disk; `files.list_files` looks at neither.
NEW, OLD = ".put-back", ".replaced"


def restore(name, is_overwriting, say):
    """Have the database and the files of a backup (its name) in the place of those of now.

    Returns the Backup. Only with `is_overwriting` where there is something now. `say` (a function
    of a str) is told what takes a while. Raises BackupError, and then nothing was changed.
    """
    with folder.alone():
        backup = folder.find(name)
        contents = backup.read_manifest()
        places = files.get_places()
        refuse_unfit(contents, places)
        if not is_overwriting:
            refuse_overwriting(places, backup)
        say("Reading the files of the backup")
        check_files(backup, contents)
        with ExitStack() as stack:
            for place, target in places.items():
                stack.callback(remove_aside, target)
                copy_aside(backup.files / place, target)
            say("Putting the database back")
            database.fill(backup.database)
            for target in places.values():
                take_place(target)
    if versions.is_behind():
        say("Bringing the database up to date with this code")
        versions.migrate()
    set_in_order(backup)
    return backup


def refuse_unfit(contents, places):
    """Raise BackupError when this code, or this moment, is not for a backup with these contents."""
    for app, name in versions.find_newer(contents.migrations):
        raise BackupError(
            f"The backup was made by a newer version of this site (it has {app}.{name}, which is "
            f"not here): put it back with that version."
        )
    if missing := contents.files.keys() - places.keys():
        raise BackupError(
            f"The files of this site are in a bucket, and the backup has its own of "
            f"{', '.join(sorted(missing))}: leave FILES_URL out, and copy them into the bucket "
            f"after that (docs/scale.md)."
        )
    if "background_heartbeat" in connection.introspection.table_names() and get_health().is_alive:
        raise BackupError("The site is running: stop its web server and its worker first.")


def refuse_overwriting(places, backup):
    """Raise BackupError when there is something that would be gone."""
    there = [str(folder) for folder in places.values() if any(files.list_files(folder))]
    if tables := len(connection.introspection.table_names()):
        there.insert(0, f"the database {connection.settings_dict['NAME']} ({tables} tables)")
    if there:
        raise BackupError(
            f"There is something in {' and in '.join(there)}. All of it would be replaced by what "
            f"was there on {backup.made_at:%Y-%m-%d %H:%M} UTC, and nothing was done. To keep it, "
            f"run manage.py backup first. To go on, run: "
            f"manage.py restore {backup.name} --overwrite"
        )


def copy_aside(source, target):
    """Copy files beside those that visitors see, where a full disk does no harm."""
    remove_aside(target)
    (target / OLD).mkdir(parents=True)
    # A backup of a site with a bucket has none.
    if source.exists():
        shutil.copytree(source, target / NEW)
    else:
        (target / NEW).mkdir()


def remove_aside(target):
    """Remove what was copied beside a folder, and what it replaced."""
    for name in [NEW, OLD]:
        shutil.rmtree(target / name, ignore_errors=True)


def take_place(target):
    """Put the files that were copied in the place of the others, which takes a moment.

    The folder itself stays, as it may be a disk of its own.
    """
    for old in list(target.iterdir()):
        if old.name not in (NEW, OLD):
            old.rename(target / OLD / old.name)
    for new in list((target / NEW).iterdir()):
        new.rename(target / new.name)


@transaction.atomic
def set_in_order(backup):
    """Leave nothing of another moment behind in the database that was just put back."""
    database.forget_rows()
    # Who was logged in then may have been sent away since.
    Session.objects.all().delete()
    # All periodic work is due: it makes the index of search, pictures and counts anew.
    PeriodicRun.objects.all().delete()
    # What waited then was done since, mostly; a mail must not go twice.
    set_aside(f"The backup {backup.name} was put back while this waited.")
    restored.send(sender=None, name=backup.name, made_at=backup.made_at)
    # Pages that were kept are not those of now.
    raise_version()
    Outcome.note_success(Kind.RESTORE, backup.name)


def warn(contents):
    """Return what somebody has to know of a manifest whose backup was put back, as sentences."""
    warnings = []
    if contents.pepper != manifest.fingerprint_pepper():
        warnings.append(
            "NEWSLETTER_PEPPER is another one than when the backup was made. Put that one back, or "
            "nobody who asked to be forgotten is recognised."
        )
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if contents.key and contents.key not in map(manifest.fingerprint_key, keys):
        warnings.append(
            "SECRET_KEY is another one than when the backup was made. Put that one back, or into "
            "SECRET_KEY_FALLBACKS: without it nobody signs in with an app for codes, and the links "
            "in mails that were sent do not work (docs/deploy.md)."
        )
    return warnings
