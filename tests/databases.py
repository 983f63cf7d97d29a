"""The tests' own PostgreSQL: one server for a test run, and databases that others are copied from.

What takes long is made once, by whichever process of the run needs it first: a database with the
migrations, one with a home page, and one with the demonstration content. A copy takes a moment.
"""

import shutil
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections
from django.test import override_settings
from psycopg.sql import SQL, Identifier

from installation.database import prepare_database
from installation.embedded import server
from tests.factories import make_home
from tests.run import FOLDER, copy_folder, locked

__all__ = ["keep_files_in", "provide", "provide_site", "using", "visiting"]

# A database for tests need not survive a power cut, so nothing waits for the disk.
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# Where pytest's --reuse-db puts the databases aside for later runs; --create-db makes them anew.
KEPT = settings.VAR_DIR / "tests" / "postgresql"


@contextmanager
def using(name):
    """Lead Django to the database of this name for the length of a block.

    The connection that it had before stays as it is, with what goes on in it.
    """
    before, name_before = connections["default"], connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    connections["default"] = connections.create_connection("default")
    # Where the home pages of a site are, for one.
    cache.clear()
    try:
        yield
    finally:
        connection.close()
        connections["default"] = before
        connection.settings_dict["NAME"] = name_before
        cache.clear()


@contextmanager
def visiting(site, process):
    """Lead Django to a copy of a site for the length of a block, also to its folder of files.

    The copy is for one process (its name), which makes it at its first visit.
    """
    name, files = f"{site}_{process}", FOLDER / process / site
    if not exists(name):
        copy(site, name)
        copy_folder(get_files(site), files)
    with using(name), keep_files_in(files):
        yield


def keep_files_in(folder):
    """Return a context manager: in its block all uploads and renditions are kept in a folder."""
    uploads = {
        **settings.STORAGES["default"],
        "OPTIONS": {"location": str(folder / "uploads"), "base_url": "/admin/uploads/"},
    }
    return override_settings(
        MEDIA_ROOT=folder / "media", STORAGES={**settings.STORAGES, "default": uploads}
    )


def provide_site(is_kept=False, is_new=False):
    """Have the server up, with the databases "migrated" and "site", which has a home page.

    They begin as an installation does, with the ready-made database, of which a test knows that it
    is what the migrations make.

    With `is_kept`, those of an earlier run are taken unless `is_new`, and these put aside.
    """
    with locked("databases"):
        if is_kept and not is_new:
            restore()
        start()
        if not exists("site"):
            make("migrated", "template0", lambda: prepare_database(say=str))
            make("site", "migrated", make_home)
            if is_kept:
                keep()


def provide(site, template, fill):
    """Have a database of this name, to be visited: a copy of `template` that a function fills."""
    with locked("databases"):
        if not exists(site):
            make(site, template, fill)


def make(name, template, fill):
    """Make a database and its folder of files, of which nobody sees a half."""
    unfinished = f"{name}_unfinished"
    copy(template, unfinished)
    with using(unfinished), keep_files_in(get_files(name)):
        fill()
    names = Identifier(unfinished), Identifier(name)
    execute(SQL("ALTER DATABASE {} RENAME TO {}").format(*names))


def copy(template, name):
    """Make a database, in the place of an older one: a copy of one that nobody is connected to."""
    execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(name)))
    execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))


def get_files(name):
    """Return the folder with the files of a site, for its copies to be copied from."""
    folder = FOLDER / "files" / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def exists(name):
    return bool(execute("SELECT 1 FROM pg_database WHERE datname = %s", name))


def restore():
    """Begin with the databases that an earlier run put aside, if there are."""
    if KEPT.exists() and not get_data_directory().exists():
        copy_folder(KEPT, get_data_directory())


def keep():
    """Put the databases aside for later runs, in the place of older ones."""
    server.stop(get_data_directory())
    shutil.rmtree(KEPT, ignore_errors=True)
    copy_folder(get_data_directory(), KEPT)
    start()


def start():
    """Have the server up."""
    if server.ensure_running(get_data_directory()):
        for name, value in NOT_DURABLE.items():
            execute(SQL("ALTER SYSTEM SET {} = {}").format(Identifier(name), value))
        execute("SELECT pg_reload_conf()")


def execute(query, *parameters):
    """Return the rows that a statement gives, which runs outside any transaction or test."""
    address = {"host": server.socket_directory(get_data_directory()), "port": server.PORT}
    with psycopg.connect(**address, user="postgres", autocommit=True) as administrator:
        cursor = administrator.execute(query, parameters)
        return cursor.fetchall() if cursor.description else []


def get_data_directory():
    return Path(connection.settings_dict["HOST"])
