"""A copy of each backup for another place, which only who has the key can read.

It is one file, a tar archive encrypted with age: `age --decrypt` and `tar` read it, without this
code. The machine has the public half of the key, and so cannot read what it sent away.
"""

import subprocess
from pathlib import Path

from django.conf import settings

from backups.errors import BackupError
from backups.models import Kind, Outcome

__all__ = ["are_wanted", "make"]

SUFFIX = ".tar.age"


def are_wanted():
    """Return whether copies are to be made."""
    return bool(settings.BACKUP_COPY_DIR)


def make(backup, say):
    """Make the copy of a Backup, and remove copies that are too many. Raises BackupError."""
    say(f"Making the copy in {settings.BACKUP_COPY_DIR}")
    try:
        encrypt(backup, get_folder() / f"{backup.name}{SUFFIX}", read_key())
        remove_outdated()
    except (BackupError, OSError) as error:
        Outcome.note_failure(Kind.COPY)
        raise BackupError(f"The backup {backup.name} was made, but no copy: {error}") from error
    Outcome.note_success(Kind.COPY, backup.name)


def get_folder():
    """Return the folder of the copies (a Path).

    It is not made: where another disk is not there, that would be a folder on this one.
    """
    folder = Path(settings.BACKUP_COPY_DIR)
    if not folder.is_dir():
        raise BackupError(f"There is no folder {folder}, which BACKUP_COPY_DIR names.")
    return folder


def read_key():
    """Return the public key that BACKUP_COPY_KEY holds."""
    import pyrage

    try:
        return pyrage.x25519.Recipient.from_str(settings.BACKUP_COPY_KEY)
    except pyrage.RecipientError as error:
        raise BackupError(
            "BACKUP_COPY_KEY is not a public key, as age-keygen prints it (age1…)."
        ) from error


def encrypt(backup, target, key):
    """Write a Backup to a file, encrypted, which appears when all of it is there."""
    import pyrage

    unfinished = target.with_suffix(".unfinished")
    archive = ["tar", "--create", "--directory", backup.path.parent, backup.name]
    try:
        with (
            subprocess.Popen(archive, stdout=subprocess.PIPE) as tar,  # noqa: S603
            unfinished.open("wb") as file,
        ):
            pyrage.encrypt_io(tar.stdout, file, [key])
        if tar.returncode != 0:
            raise BackupError(f"tar cannot read {backup.path}.")
        unfinished.rename(target)
    except pyrage.EncryptError as error:
        raise BackupError(str(error)) from error
    finally:
        unfinished.unlink(missing_ok=True)


def remove_outdated():
    """Keep the newest BACKUP_COPIES_KEPT copies."""
    copies = sorted(get_folder().glob(f"*{SUFFIX}"))
    for copy in copies[: -settings.BACKUP_COPIES_KEPT]:
        copy.unlink(missing_ok=True)
