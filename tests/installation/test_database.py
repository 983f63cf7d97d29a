import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from installation.command import explain
from installation.database import (
    READY_DATABASE,
    OtherVersionError,
    dump_database,
    fill,
    prepare_database,
)
from installation.embedded import server
from tests.databases import provide, using

# How the lines begin that fill tables.
ROWS = ("INSERT INTO", "\t(", "SELECT pg_catalog.setval")
# What migrations put in, and nobody else.
FROM_MIGRATIONS = [
    "SELECT app, name FROM django_migrations",
    "SELECT app_label, model FROM django_content_type",
    "SELECT app_label, model, codename FROM auth_permission JOIN django_content_type AS type"
    " ON type.id = content_type_id",
    "SELECT group_.name, codename FROM auth_group_permissions"
    " JOIN auth_group AS group_ ON group_.id = group_id"
    " JOIN auth_permission AS permission ON permission.id = permission_id",
]


class TestReadyDatabase:
    """Where one of these fails: make database."""

    @pytest.fixture(scope="class")
    @classmethod
    def databases(cls, django_db_setup, django_db_blocker):
        """A database filled from the file, and one that the migrations made, by their names."""
        with django_db_blocker.unblock():
            provide("ready_made", "template0", fill)
            provide("by_migrations", "template0", lambda: call_command("migrate", verbosity=0))
            yield ["ready_made", "by_migrations"]

    def test_has_the_tables_that_migrations_make(self, databases):
        ready = READY_DATABASE.read_text().splitlines()

        with using("by_migrations"):
            migrated = dump_database("--schema-only").splitlines()

        assert [line for line in ready if not line.startswith(ROWS)] == migrated

    @pytest.mark.parametrize("query", FROM_MIGRATIONS)
    def test_has_the_rows_that_migrations_make(self, databases, query):
        ready, migrated = (self.read(name, query) for name in databases)

        assert ready == migrated

    def read(self, name, query):
        with using(name), connection.cursor() as cursor:
            cursor.execute(query)
            return set(cursor.fetchall())


class TestPrepareDatabase:
    def record(self, app, name):
        MigrationRecorder(connection).record_applied(app, name)

    def test_has_nothing_to_do_when_all_is_there(self, db):
        said = []

        prepare_database(said.append)

        assert said == []

    @pytest.mark.parametrize("app", ["news", "wagtailcore"])
    def test_leaves_the_database_of_another_version(self, db, app):
        self.record(app, "9999_later")

        with pytest.raises(OtherVersionError, match=f"it has {app}.9999_later, .* left as it is"):
            prepare_database(print)

    @pytest.mark.parametrize(
        "migration",
        # Squashed since, and of an app that was taken out.
        [("wagtailcore", "0002_initial_data_of_old"), ("polls", "0001_initial")],
    )
    def test_minds_no_migration_that_was_replaced(self, db, migration):
        self.record(*migration)

        prepare_database(print)


class TestExplain:
    @pytest.mark.parametrize(
        "error",
        [
            OSError(28, "No space left on device"),
            server.ServerError("PostgreSQL does not start (could not write: Disk quota exceeded)"),
        ],
    )
    def test_says_that_the_disk_is_full(self, error):
        sentence = explain(error)

        assert sentence.startswith("The disk with /")
        assert "move it away" not in sentence

    def test_leaves_other_errors_as_they_are(self):
        assert explain(server.ServerError("PostgreSQL ends.")) == "PostgreSQL ends."
