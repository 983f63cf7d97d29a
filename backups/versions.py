"""Whether a database is of the version of this code: earlier, later, or the same."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

__all__ = ["find_newer", "is_behind", "migrate"]


def find_newer(applied):
    """Return the migrations, of those that a database has had, that are later than all here.

    They are (app, name), in order. Not earlier ones: those were squashed, and what they did is
    done.
    """
    here = MigrationLoader(None).disk_migrations
    newest = {}
    for app, name in here:
        newest[app] = max(newest.get(app, 0), read_number(name))
    return [
        (app, name)
        for app, name in sorted(map(tuple, applied))
        if (app, name) not in here and app in newest and read_number(name) > newest[app]
    ]


def read_number(name):
    """Return the number (an int) that a migration's name begins with, 0 without one."""
    return MigrationAutodetector.parse_number(name) or 0


def is_behind():
    """Return whether there are migrations that the database has not had."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate():
    """Bring the database to what this code needs."""
    call_command("migrate", interactive=False, verbosity=0)
