"""The tables of a site on this machine: ready-made at first, and kept in step by migrations.

Two hundred migrations take ten seconds. A new database therefore begins with `ready_database.sql`,
what they make of an empty one, written by `make database` and compared by a test; migrations that
it does not have yet are run after it.
"""

import subprocess
from pathlib import Path

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from backups.versions import find_newer, is_behind, migrate
from installation.embedded.programs import PROGRAMS
from installation.embedded.server import ENGINE, PORT, socket_directory

__all__ = ["READY_DATABASE", "OtherVersionError", "dump_database", "prepare_database"]

READY_DATABASE = Path(__file__).parent / "ready_database.sql"
# What is for psql and its session alone.
SESSION = ("--", "\\", "SET ", "SELECT pg_catalog.set_config")
DUMP = [PROGRAMS / "pg_dump", "--no-owner", "--no-comments", "--inserts", "--rows-per-insert=1000"]


class OtherVersionError(Exception):
    """The database was made by another version of the site; the message says what to do."""


def prepare_database(say):
    """Bring the tables to what this code needs; what is in them stays.

    `say` (a function of a str) is told what takes a while. Raises OtherVersionError, and then
    nothing was changed.
    """
    refuse_unknown_migrations()
    if is_ours() and not connection.introspection.table_names():
        say("Making the database (2 seconds)")
        fill()
    if is_behind():
        say("Bringing the database up to date")
        migrate()


def refuse_unknown_migrations():
    """Raise OtherVersionError when the database has migrations later than all that are here."""
    for app, name in find_newer(MigrationRecorder(connection).applied_migrations()):
        raise OtherVersionError(
            f"The database was made by another version of this site (it has {app}.{name}, "
            f"which is not here) and was left as it is: start the site with that version, or "
            f"with another folder, for example: VAR_DIR=/some/folder make run"
        )


def is_ours():
    """Return whether this is the embedded server, which the ready-made database comes from."""
    return connection.settings_dict["ENGINE"] == ENGINE


def fill():
    """Make the tables of the ready-made database, all or none."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(READY_DATABASE.read_text(encoding="utf-8"))


def dump_database(*options):
    """Return the database as SQL statements (a str), without what psql alone understands.

    Takes pg_dump's options.
    """
    place = connection.settings_dict
    address = ["--host", socket_directory(Path(place["HOST"])), "--port", PORT]
    command = [*DUMP, *address, "--username", place["USER"], *options, place["NAME"]]
    dump = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout  # noqa: S603
    return "\n".join(line for line in dump.splitlines() if is_statement(line)) + "\n"


def is_statement(line):
    """Return whether a line of a dump makes something, and does not only set psql's session."""
    return line.strip() and not line.startswith(
        ("--", "\\", "SET ", "SELECT pg_catalog.set_config")
    )
