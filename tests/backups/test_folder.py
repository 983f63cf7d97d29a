from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from background.postgresql.wheel import PROGRAMS
from backups import programs
from backups.errors import BackupError
from backups.folder import choose_kept
from backups.programs import choose_programs

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


class TestChooseKept:
    def test_keeps_days_then_weeks_then_months(self, settings):
        settings.BACKUPS_KEPT = {"days": 3, "weeks": 2, "months": 2}
        made = [NOW - timedelta(hours=12 * number) for number in range(200)]

        kept = sorted(choose_kept(made, NOW), reverse=True)

        assert [f"{moment:%m-%d %H}" for moment in kept] == [
            # A Friday: the last day, two days more, last Sunday, and the end of last month.
            *["11-27 12", "11-27 00", "11-26 12", "11-25 12", "11-22 12", "10-31 12"]
        ]

    def test_keeps_old_ones_for_as_long_as_there_are_no_newer(self):
        made = [NOW - timedelta(days=900), NOW - timedelta(days=901)]

        assert choose_kept(made, NOW) == set(made)


class TestListFolders:
    def test_ends_with_the_wheel_unless_the_server_speaks_tls(self, db, monkeypatch):
        assert programs.list_folders() == [PROGRAMS]
        monkeypatch.setattr(connection.client, "executable_name", "psql")
        assert programs.list_folders()[-1] == PROGRAMS
        monkeypatch.setattr(programs, "speaks_tls", lambda: True)
        assert PROGRAMS not in programs.list_folders()


class TestChoosePrograms:
    @pytest.fixture
    def folders(self, tmp_path):
        """Folders with a pg_dump of version 15, and one of 18."""
        for version in ["15.19 (Debian 15.19-0+deb12u1)", "18.6"]:
            program = tmp_path / version[:2] / "pg_dump"
            program.parent.mkdir()
            program.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}'\n")
            program.chmod(0o755)
        return [tmp_path / "15", tmp_path / "18"]

    @pytest.mark.parametrize(("server", "chosen"), [(15, "15"), (17, "18"), (18, "18")])
    def test_takes_the_first_that_is_not_older_than_the_server(self, folders, server, chosen):
        assert choose_programs(server, folders).name == chosen

    def test_says_what_to_install(self, folders, tmp_path):
        advice = r"that here is of version 18.* apt-get install postgresql-client-19"

        with pytest.raises(BackupError, match=advice):
            choose_programs(19, folders)
        with pytest.raises(BackupError, match="there is none here"):
            choose_programs(18, [tmp_path / "nothing"])
