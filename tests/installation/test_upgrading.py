"""Data of an older PostgreSQL, as far as one version on this machine can tell.

The same programs stand in for the old ones. That data of 15 are brought over to 18 was tried by
hand, with Debian's: `manage.py upgrade_database --programs /usr/lib/postgresql/15/bin`.
"""

import psycopg
import pytest
from django.core.management.base import CommandError

from installation.embedded import server
from installation.embedded.programs import MAJOR_VERSION, PROGRAMS
from installation.embedded.upgrading import get_kept, upgrade
from installation.management.commands.upgrade_database import find_old_version
from tests.installations import make_folder


@pytest.fixture
def database():
    """A database with something to keep, whose server is not running: an entry of DATABASES."""
    data_directory = make_folder() / "postgresql"
    ask(data_directory, "CREATE TABLE kept AS SELECT 7 AS number")
    server.stop(data_directory)
    return {"ENGINE": server.ENGINE, "NAME": "postgres", "USER": "postgres", "HOST": data_directory}


def ask(data_directory, query):
    """Return the first value that the server of a data directory answers, which is started."""
    server.ensure_running(data_directory)
    address = {"host": server.socket_directory(data_directory), "port": server.PORT}
    with psycopg.connect(**address, user="postgres") as connection:
        cursor = connection.execute(query)
        return cursor.fetchone()[0] if cursor.description else None


class TestUpgrade:
    def test_keeps_what_is_in_it_and_the_old_data(self, database):
        data_directory = database["HOST"]
        kept = get_kept(data_directory)
        half = data_directory.with_name("postgresql.upgraded")
        half.mkdir()
        (half / "of an upgrade that was cut off").touch()

        upgrade(database, PROGRAMS, say=str)

        assert sorted(path.name for path in data_directory.parent.iterdir()) == [
            *("postgresql", f"postgresql-{MAJOR_VERSION}")
        ]
        assert ask(data_directory, "SELECT number FROM kept") == 7
        server.stop(data_directory)
        assert ask(kept, "SELECT number FROM kept") == 7
        server.stop(kept)

    def test_changes_nothing_when_it_fails(self, database):
        missing = {**database, "NAME": "of_nobody"}

        with pytest.raises(server.ServerError, match=r'pg_dump failed: .*"of_nobody" does not'):
            upgrade(missing, PROGRAMS, say=str)

        assert ask(database["HOST"], "SELECT number FROM kept") == 7
        server.stop(database["HOST"])


class TestFindOldVersion:
    @pytest.mark.parametrize(
        ("version", "advice"),
        [
            (None, "There is no database"),
            (MAJOR_VERSION, "already: make run"),
            ("99", "is newer than this one"),
        ],
    )
    def test_says_that_there_is_nothing_to_upgrade(self, tmp_path, version, advice):
        if version:
            (tmp_path / "PG_VERSION").write_text(f"{version}\n")

        with pytest.raises(CommandError, match=advice):
            find_old_version({"ENGINE": server.ENGINE, "HOST": tmp_path})

    def test_finds_an_older_one(self, tmp_path):
        (tmp_path / "PG_VERSION").write_text("15\n")

        assert find_old_version({"ENGINE": server.ENGINE, "HOST": tmp_path}) == "15"
