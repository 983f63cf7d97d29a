"""The rehearsal of the worst day: everything is gone, and comes back."""

import shutil
from contextlib import contextmanager
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django_tasks_db.models import DBTaskResult

from audit.models import Action, Entry
from backups.errors import BackupError
from backups.files import describe, get_places, list_files
from backups.folder import list_backups
from backups.making import make
from backups.models import Kind, Outcome
from backups.proving import prove
from backups.restoring import restore, warn
from backups.signals import restored
from contact.models import Message
from home.models import HomePage
from installation.database import dump_database
from site_version.version import read_version
from tests.factories import UserFactory

# What putting back changes itself: who is logged in, what waited, the version, and when it was; and
# it keeps that it was done.
CHANGED = [
    "audit_entry",
    *("backups_outcome", "background_periodicrun", "django_session"),
    *("django_tasks_database_dbtaskresult", "site_version_siteversion"),
]


@pytest.fixture(scope="module")
def backup(backup_dir):
    return make(say=str)


def read_rows():
    """Return all that is in the database, as statements, but for what CHANGED names.

    Numbers were taken for the new version of the site, and for the entry of the log, too.
    """
    left_out = [f"--exclude-table-data={name}" for name in CHANGED]
    rows = dump_database("--data-only", "--disable-triggers", *left_out).splitlines()
    taken = ("site_version_pendingchange_id_seq", "audit_entry_id_seq")
    return [row for row in rows if not any(name in row for name in taken)]


def read_files():
    """Return the content of every file of the site, by its place and name."""
    return {
        (place, name): (folder / name).read_bytes()
        for place, folder in get_places().items()
        for name, _status in list_files(folder)
    }


def destroy():
    """Lose what can be lost: a table, rows, files; and have what was not there."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE contact_message CASCADE")
        cursor.execute("CREATE TABLE of_later (id int REFERENCES wagtailcore_site)")
    for folder in get_places().values():
        shutil.rmtree(folder)
        folder.mkdir()
        (folder / "of-later.txt").write_text("later")


@contextmanager
def hearing(heard):
    """Append to a list from when each backup is that is put back in the block."""

    def hear(made_at, **kwargs):
        heard.append(made_at)

    restored.connect(hear)
    yield
    restored.disconnect(hear)


@contextmanager
def written(backup, contents):
    """Have a backup say for the length of a block that it has these contents (a Manifest)."""
    path = backup.path / "manifest.json"
    before = path.read_bytes()
    contents.write(path)
    yield
    path.write_bytes(before)


@contextmanager
def damaged(dump):
    """Have a dump end before its end for the length of a block; gives what it then is."""
    before = dump.read_bytes()
    dump.write_bytes(before[:-1000])
    yield describe(dump)
    dump.write_bytes(before)


def read_databases():
    """Return the names of the databases that a trial on this one may have left."""
    name = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [name])
        return {row[0] for row in cursor}


class TestTheWorstDay:
    def test_ends_with_every_row_and_file_as_it_was(self, backup):
        client = Client()
        client.force_login(UserFactory())
        rows, files, version = read_rows(), read_files(), read_version()
        entries = list(Entry.objects.order_by("pk").values())
        backup = make(say=str)
        destroy()
        said, heard = StringIO(), []

        with hearing(heard):
            call_command("restore", backup.name, "--overwrite", stdout=said)

        assert read_rows() == rows
        assert read_files() == files
        assert Message.objects.count() == 1
        # Kept pages are not shown, what waited is not done again unasked, and nobody is logged in.
        assert read_version() > version
        assert heard == [backup.made_at]
        (task,) = DBTaskResult.objects.all()
        assert task.exception_class_path == "background.queue.SetAsideError"
        assert client.get("/admin/").status_code == 302
        assert client.get("/").status_code == 200
        assert "erase again who asked for that since" in said.getvalue()
        assert Outcome.objects.get(kind=Kind.RESTORE).backup == backup.name
        *kept, restoring = Entry.objects.order_by("pk").values()
        assert kept == entries
        assert (restoring["action"], restoring["note"]) == (Action.PUT_BACK, backup.name)
        assert restoring["user_id"] is None

    def test_does_not_come_by_mistake(self, backup):
        rows, files = read_rows(), read_files()

        with pytest.raises(CommandError, match=r"the database \w+ \(\d+ tables\) and in .*uploads"):
            call_command("restore", backup.name)

        assert (read_rows(), read_files()) == (rows, files)

    def test_does_not_come_in_the_version_of_before(self, backup):
        contents = backup.read_manifest()
        contents.migrations.append(["news", "9999_of_later"])
        rows = read_rows()

        with (
            written(backup, contents),
            pytest.raises(BackupError, match=r"has news\.9999_of_later"),
        ):
            restore(backup.name, is_overwriting=True, say=str)

        assert read_rows() == rows

    def test_leaves_all_as_it_was_when_the_backup_is_damaged(self, backup):
        """Also where only PostgreSQL notices, when half of the rows are there."""
        rows, files = read_rows(), read_files()
        contents = backup.read_manifest()

        with damaged(backup.database) as damage:
            with pytest.raises(BackupError, match="is not what was copied: this backup is damaged"):
                restore(backup.name, is_overwriting=True, say=str)
            contents = replace(contents, database=damage)
            with written(backup, contents), pytest.raises(BackupError, match="pg_restore failed"):
                restore(backup.name, is_overwriting=True, say=str)

        assert (read_rows(), read_files()) == (rows, files)


class TestAnotherMachine:
    def test_is_told_that_its_secrets_are_others(self, backup, settings):
        key = settings.SECRET_KEY
        settings.SECRET_KEY = settings.NEWSLETTER_PEPPER = "another"

        pepper, secret_key = warn(backup.read_manifest())

        assert "NEWSLETTER_PEPPER is another one" in pepper
        assert "SECRET_KEY is another one" in secret_key
        settings.SECRET_KEY_FALLBACKS = [key]
        assert warn(backup.read_manifest()) == [pepper]


class TestATrial:
    def test_proves_a_backup_and_leaves_the_site_alone(self, backup):
        rows, said = read_rows(), StringIO()

        call_command("backup", "--verify", stdout=said)

        assert "is proven" in said.getvalue()
        assert "the home page is made from it" in said.getvalue()
        assert Outcome.objects.get(kind=Kind.PROOF).backup == list_backups()[-1].name
        assert read_rows() == rows
        assert read_databases() == {connection.settings_dict["NAME"]}

    def test_finds_a_row_that_is_not_in_it(self, backup):
        contents = backup.read_manifest()
        contents.tables["contact_message"][0] += 1

        with written(backup, contents), pytest.raises(BackupError, match="table contact_message"):
            prove(backup.name, say=str)

        assert Outcome.objects.get(kind=Kind.PROOF).has_failed

    def test_finds_a_file_that_is_not_in_it(self, backup):
        file = next(path for path in (backup.files / "uploads").rglob("*") if path.is_file())
        file.rename(f"{file}.away")

        with pytest.raises(BackupError, match="is missing"):
            prove(backup.name, say=str)

        file.with_name(f"{file.name}.away").rename(file)

    def test_finds_that_the_home_page_cannot_be_made(self, backup, monkeypatch):
        monkeypatch.setattr(HomePage, "template", "home/of-another-version.html")

        with pytest.raises(BackupError, match=r"cannot be made from it: .*of-another-version"):
            prove(backup.name, say=str)
