"""What a backup holds, written down beside it."""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from backups.errors import BackupError
from backups.files import PLACES, StoredFile

__all__ = [
    "Manifest",
    "fingerprint_key",
    "fingerprint_pepper",
    "list_applied",
    "list_left_out",
    "list_versions",
]

# Who has a backup can read what is in it, but do nothing in the name of the site.
SECRETS = ["SECRET_KEY", "NEWSLETTER_PEPPER", "the passwords of database, mail and bucket"]


@dataclass(frozen=True)
class Manifest:
    """What a backup holds.

    `tables` is what `tables.read_tables` says; `files` is of place to name to StoredFile, and
    `migrations` what the database had had, as [app, name]. The pepper of the newsletter and the key
    of the site are not in it, but `pepper` and `key` tell whether others are the same; those of
    before did not say it of the key.
    """

    made_at: datetime
    versions: dict
    migrations: list
    tables: dict
    database: StoredFile
    files: dict
    left_out: list
    pepper: str
    key: str = ""

    def write(self, path):
        """Write it to a new file."""
        path.write_text(json.dumps(asdict(self), default=str, indent=1), encoding="utf-8")

    @classmethod
    def read(cls, path):
        """Return what was written. Raises BackupError."""
        try:
            written = json.loads(path.read_text(encoding="utf-8"))
            return cls(
                **{
                    **written,
                    "made_at": datetime.fromisoformat(written["made_at"]),
                    "database": StoredFile(*written["database"]),
                    "files": {
                        place: {name: StoredFile(*stored) for name, stored in files.items()}
                        for place, files in written["files"].items()
                    },
                }
            )
        except (OSError, KeyError, TypeError, ValueError) as error:
            raise BackupError(f"{path} cannot be read ({error}): this is no backup.") from error


def list_applied():
    """Return the migrations that the database has had, as a list of [app, name]."""
    return [list(each) for each in sorted(MigrationRecorder(connection).applied_migrations())]


def list_versions():
    """Return with which versions this is made: what a stranger needs to have it run again."""
    return {
        "postgresql": connection.pg_version // 10_000,
        **{name: version(name) for name in ("django", "wagtail")},
    }


def list_left_out(places):
    """Return in words what is not in a backup with the files of these places."""
    elsewhere = [f"the files of {name}, in their bucket" for name in PLACES if name not in places]
    return SECRETS + elsewhere


def fingerprint_pepper():
    """Return what tells whether a pepper is the same, and not what it is."""
    return fingerprint(settings.NEWSLETTER_PEPPER, b"fingerprint of the pepper")


def fingerprint_key(key):
    """Return what tells whether a SECRET_KEY is the same, and not what it is."""
    return fingerprint(key, b"fingerprint of the key")


def fingerprint(secret, purpose):
    return hmac.digest(secret.encode(), purpose, hashlib.sha256).hex()
