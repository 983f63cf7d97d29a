"""Proves a backup: puts it back on trial, and compares what comes out of it with what went in."""

import logging

from django.db import connection
from wagtail.coreutils import get_dummy_request
from wagtail.models import Site

from backups import database, files, folder, tables, versions
from backups.errors import BackupError
from backups.models import Kind, Outcome

__all__ = ["check_files", "prove"]

logger = logging.getLogger(__name__)


def prove(name, say):
    """Prove the backup of this name, the newest one for ""; returns the Backup.

    Its files are those that were copied, its database can be put back and has the same rows, and
    the home page can be made from that. `say` (a function of a str) is told what takes a while.
    Raises BackupError.
    """
    try:
        with folder.alone():
            backup = folder.find(name)
            prove_whole(backup, say)
    except BackupError:
        Outcome.note_failure(Kind.PROOF)
        raise
    Outcome.note_success(Kind.PROOF, backup.name)
    return backup


def prove_whole(backup, say):
    manifest = backup.read_manifest()
    say("Reading its files")
    check_files(backup, manifest)
    say("Putting its database back, into one that is thrown away")
    with database.scratch():
        database.fill(backup.database)
        compare_tables(manifest.tables, tables.read_tables(connection))
        if versions.is_behind():
            say("Bringing that up to date with this code")
            versions.migrate()
        show_home_pages()


def check_files(backup, manifest):
    """Raise BackupError unless the files of a backup are those that were copied."""
    check_file(backup.database, manifest.database)
    for place, stored in manifest.files.items():
        for name, each in stored.items():
            check_file(backup.files / place / name, each)


def check_file(path, stored):
    if files.hash_file(path) != stored.sha256:
        raise BackupError(f"{path} is not what was copied: this backup is damaged.")


def compare_tables(were, are):
    """Raise BackupError unless the tables hold what they held."""
    for name in sorted(were.keys() | are.keys()):
        if were.get(name) != are.get(name):
            raise BackupError(f"The table {name} is not what it was: this backup is incomplete.")


def show_home_pages():
    """Make the home page of each site. Raises BackupError."""
    for site in Site.objects.all():
        try:
            page = site.root_page.localized.specific
            response = page.serve(get_dummy_request(path="/", site=site))
            shown = response.render().content.decode()
        except Exception as error:
            logger.exception("The home page cannot be made from a backup")
            raise BackupError(f"The home page cannot be made from it: {error}") from error
        if response.status_code != 200 or "</main>" not in shown:
            raise BackupError(f"The home page that is made from it is not whole: {page.full_url}")
