import psycopg
import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from installation.command import explain
from installation.database import (
    READY_DATABASE,
    OtherVersionError,
    dump_database,
    prepare_database,
)
from installation.embedded import server

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
    " JOIN auth_permission AS permission ON permission.id = permission_id"
    " WHERE group_.name NOT LIKE 'Vertalers %'",  # made with the home page of a language
]


class TestReadyDatabase:
    """Where one of these fails: make database."""

    def test_has_the_tables_that_migrations_make(self, db):
        ready = READY_DATABASE.read_text().splitlines()

        tables = [line for line in ready if not line.startswith(ROWS)]
        assert tables == dump_database("--schema-only").splitlines()

    def test_has_the_rows_that_migrations_make(self, db, installation):
        with connection.cursor() as cursor:
            expected = [self.read(cursor, query) for query in FROM_MIGRATIONS]

        place = {"ENGINE": server.ENGINE, "HOST": installation.data_directory}
        host = server.socket_directory(installation.data_directory)
        with (
            server.running(place),
            psycopg.connect(host=host, port=server.PORT, user="postgres") as ready,
        ):
            found = [self.read(ready.cursor(), query) for query in FROM_MIGRATIONS]

        assert found == expected

    def read(self, cursor, query):
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
