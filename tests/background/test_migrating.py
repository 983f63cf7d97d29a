"""The database is brought up to date by one process at a time, and visitors go on reading."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from background.locks import alone
from background.management.commands import migrate

pytestmark = pytest.mark.django_db


@pytest.fixture
def other():
    """A connection of another process."""
    other = connection.copy()
    yield other
    other.close()


class TestWhoComesSecond:
    def test_is_told_and_waits_for_the_first(self):
        heard = []
        first = alone("migrate", heard.append)
        first.__enter__()

        def hear(sentence):
            """Hear that one has to wait; at that moment the first is ready."""
            heard.append(sentence)
            first.__exit__(None, None, None)

        with alone("migrate", hear):
            assert "waiting" in "".join(heard)

    def test_does_not_wait_for_who_does_something_else(self):
        heard = []

        with alone("migrate", heard.append), alone("install", heard.append):
            assert heard == []


class TestATableThatSomebodyReadsForLong:
    @pytest.fixture(autouse=True)
    def reader(self, other, monkeypatch):
        """Somebody who reads accounts, and does not stop; a migration has little time."""
        monkeypatch.setattr(migrate, "LOCK_TIMEOUT", "10ms")
        monkeypatch.setattr(migrate, "TRIES", 2)
        monkeypatch.setattr(migrate, "PAUSE_SECONDS", 0)
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT 1 FROM accounts_user")
            yield cursor

    def test_ends_a_migration_in_words(self):
        said = StringIO()

        with pytest.raises(CommandError, match="busy for long in a table that is to change"):
            call_command("migrate", "accounts", "0004", verbosity=0, stderr=said)

        assert said.getvalue().count("trying again") == 2

    def test_changes_once_they_are_ready(self, reader, monkeypatch):
        monkeypatch.setattr(migrate.time, "sleep", lambda seconds: reader.execute("COMMIT"))

        call_command("migrate", "accounts", "0004", verbosity=0, stderr=StringIO())

        with connection.cursor() as cursor:
            columns = connection.introspection.get_table_description(cursor, "accounts_user")
            cursor.execute("SHOW lock_timeout")
            assert cursor.fetchone()[0] == "0"
        assert "login_number" not in {column.name for column in columns}
