import shutil
import signal
import socket
import subprocess
from pathlib import Path

import pytest
from django.contrib.auth import authenticate, get_user_model

from installation.embedded import server
from installation.login import EMAIL, LoginError, make_login, read_password
from tests.factories import UserFactory
from tests.waiting import PATIENCE

BASE_DIR = Path(__file__).resolve().parent.parent.parent


class TestSetup:
    def content(self, installation):
        """Return what would show that somebody changed something."""
        database = {"ENGINE": server.ENGINE, "HOST": installation.data_directory}
        with server.running(database), installation.connect() as connection:
            return [
                connection.execute(query).fetchall()
                for query in [
                    "SELECT url_path, live, latest_revision_created_at FROM wagtailcore_page",
                    "SELECT count(*) FROM wagtailcore_revision",
                    "SELECT email, password FROM accounts_user",
                    "SELECT count(*) FROM library_image",
                ]
            ]

    def test_makes_a_site_and_shows_the_login(self, installation):
        output = installation.first_output

        password = (installation.var / "login-password").read_text().strip()
        assert EMAIL in output
        assert password in output

    def test_changes_nothing_the_second_time(self, installation):
        before = self.content(installation)
        collected = (installation.var / "static" / "staticfiles.json").stat().st_mtime_ns

        code, output, errors = installation.manage("setup")

        assert (code, errors) == (0, "")
        assert EMAIL not in output
        assert self.content(installation) == before
        assert (installation.var / "static" / "staticfiles.json").stat().st_mtime_ns == collected

    def test_stops_the_database_that_it_started(self, installation):
        assert not server.is_up(installation.data_directory)

    def test_says_in_a_sentence_that_the_database_is_broken(self, empty_installation):
        empty_installation.data_directory.mkdir()
        (empty_installation.data_directory / "PG_VERSION").write_text("18\n")

        code, _, errors = empty_installation.manage("setup")

        assert code == 1
        assert errors.startswith("CommandError: ")
        assert "move it away" in errors
        assert len(errors.splitlines()) == 1

    def test_keeps_mails_from_others(self, installation):
        assert oct((installation.var / "mail").stat().st_mode & 0o777) == "0o700"

    @pytest.mark.parametrize(
        "number", [signal.SIGHUP, pytest.param(signal.SIGINT, marks=pytest.mark.endurance)]
    )
    def test_stops_the_database_when_it_is_stopped(self, empty_installation, number):
        process = empty_installation.start("serve", "--set-up")
        "".join(iter(process.stdout.readline, "Loading the example content (10 seconds)\n"))

        process.send_signal(number)
        _, errors = process.communicate(timeout=PATIENCE)

        assert process.returncode == 1
        assert errors.endswith("\nStopped; the same command goes on where it was.\n")
        assert "Traceback" not in errors
        assert not server.is_up(empty_installation.data_directory)

    def test_shows_no_login_before_there_is_a_site(self, empty_installation):
        code, _, errors = empty_installation.manage("login")

        assert (code, errors) == (1, "CommandError: There is no site yet: make run makes one.\n")
        assert not empty_installation.data_directory.exists()

    def test_shows_the_login_again(self, installation):
        code, output, errors = installation.manage("login")

        assert code == 0, errors
        assert (installation.var / "login-password").read_text().strip() in output


class TestLogin:
    @pytest.fixture(autouse=True)
    def var(self, db, settings, tmp_path):
        settings.VAR_DIR = tmp_path
        return tmp_path

    def test_opens_the_admin(self, client):
        make_login()

        assert client.login(username=EMAIL, password=read_password())
        assert client.get("/admin/").status_code == 200

    def test_is_for_the_owner_only(self, var):
        make_login()

        assert oct((var / "login-password").stat().st_mode & 0o777) == "0o600"

    def test_is_another_one_for_each_installation(self):
        make_login()
        password = read_password()
        get_user_model().objects.all().delete()
        make_login()

        assert read_password() != password

    def test_is_not_made_beside_other_users(self, var):
        UserFactory()

        assert not make_login()
        assert not (var / "login-password").exists()

    def test_is_not_shown_when_the_password_was_changed(self):
        make_login()
        user = authenticate(username=EMAIL, password=read_password())
        user.set_password("een ander wachtwoord")
        user.save()

        with pytest.raises(LoginError, match="was changed"):
            read_password()

    def test_is_not_shown_when_the_user_was_closed(self):
        make_login()
        get_user_model().objects.update(is_active=False)

        with pytest.raises(LoginError, match="cannot sign in any more"):
            read_password()

    def test_is_not_shown_when_the_file_is_gone(self, var):
        make_login()
        (var / "login-password").unlink()

        with pytest.raises(LoginError, match="is not kept"):
            read_password()


class TestMake:
    def make(self, *arguments, folder=BASE_DIR):
        """Return the finished process of make, also when a make runs these tests."""
        command = ["make", "--no-print-directory", *arguments]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True)

    def find_port(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            return free.getsockname()[1]

    def test_says_in_a_sentence_that_var_is_no_folder(self, tmp_path):
        (tmp_path / "var").write_text("")

        result = self.make("run", f"VAR_DIR={tmp_path / 'var'}", f"PORT={self.find_port()}")

        assert result.returncode != 0
        assert "/var is not a folder that you can write in: remove it" in result.stderr

    @pytest.mark.parametrize("target", ["run", "dev"])
    def test_looks_at_the_port_first(self, tmp_path, target):
        result = self.make(target, "PORT=abc", f"VAR_DIR={tmp_path / 'var'}")

        assert result.stdout == ""
        assert result.stderr.startswith("PORT is 'abc': choose a number")
        assert not (tmp_path / "var").exists()

    def test_installs_nothing_for_a_login(self, tmp_path):
        shutil.copy(BASE_DIR / "Makefile", tmp_path)

        result = self.make("login", folder=tmp_path)

        assert result.stderr.startswith("There is no site yet: make run makes one.")
        assert [each.name for each in tmp_path.iterdir()] == ["Makefile"]

    def test_lists_its_targets(self):
        output = self.make().stdout

        names = [line.split()[1] for line in output.splitlines()]
        assert names == [
            *["help", "run", "login", "upgrade-database", "dev", "test", "durations"],
            *["endurance", "screenshots", "manual-pictures", "benchmark", "requirements"],
            *["messages", "database", "release", "renditions"],
        ]
