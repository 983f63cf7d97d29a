"""Puts the database of a backup into a database, and leads Django to another one."""

import shutil
import subprocess
from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import ProgrammingError, connection, connections
from psycopg.sql import SQL, Identifier
from wagtail.models import Site

from backups import programs
from backups.errors import BackupError

__all__ = ["fill", "forget_rows", "scratch"]

# All tables of before, also those that the backup does not have. In the same transaction as the
# rest: who fails half-way finds what was there.
EMPTY = (
    "SET lock_timeout = '10s'; SET client_min_messages = warning;"
    " DROP SCHEMA IF EXISTS public CASCADE;"
    " CREATE SCHEMA public AUTHORIZATION pg_database_owner; GRANT USAGE ON SCHEMA public TO PUBLIC"
)
TO_THE_END = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
MAY_NOT = "42501"


def fill(dump):
    """Have what a dump (a Path) holds in the database, in the place of all that is in it.

    All of it or nothing. Raises BackupError.
    """
    # pg_restore could do this by itself, but for the emptying in the same transaction.
    reading = programs.running(
        *["pg_restore", "--no-owner", "--no-acl", "--file=-", dump],
        is_client=False,
        stdout=subprocess.PIPE,
    )
    writing = programs.running(
        *["psql", *TO_THE_END, "--output=/dev/null", f"--command={EMPTY}", "--file=-"],
        stdin=subprocess.PIPE,
    )
    connection.close()
    # When pg_restore fails, psql is ended before it hears that this was all.
    with writing as psql, reading as pg_restore:
        shutil.copyfileobj(pg_restore.stdout, psql.stdin)


@contextmanager
def scratch():
    """Lead Django to an empty database for the length of a block; it is gone afterwards."""
    name = f"{connection.settings_dict['NAME']}_proof"
    execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(name)))
    execute(SQL("CREATE DATABASE {} TEMPLATE template0").format(Identifier(name)))
    try:
        with led_to(name):
            yield
    finally:
        execute(SQL("DROP DATABASE {}").format(Identifier(name)))


def execute(statement):
    """Run a statement that wants no transaction around it. Raises BackupError."""
    administrator = connection.copy()
    try:
        with administrator.cursor() as cursor:
            cursor.execute(statement)
    except ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", None) != MAY_NOT:
            raise
        user = connection.settings_dict["USER"]
        raise BackupError(
            f"The account {user} may not make a database to try this in. Have an administrator of "
            f"PostgreSQL run: ALTER ROLE {user} CREATEDB"
        ) from error
    finally:
        administrator.close()


@contextmanager
def led_to(name):
    """Lead Django to the database of this name for the length of a block.

    The connection of before stays as it is, with what goes on in it.
    """
    before, other = connections["default"], connection.copy()
    other.settings_dict["NAME"] = name
    connections["default"] = other
    forget_rows()
    try:
        yield
    finally:
        other.close()
        connections["default"] = before
        forget_rows()


def forget_rows():
    """Forget what this process remembers of rows: those of another database have other keys."""
    cache.clear()
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
