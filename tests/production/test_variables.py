"""A server is told by its environment what it is; what is missing stops it, in words."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from production.shell import OnServerError, choose_settings
from production.variables import (
    REQUIRED,
    read_flag,
    read_list,
    read_mail,
    read_provider,
    read_required,
)

FILLED = dict.fromkeys(REQUIRED, "filled in")


def run(environment, *command):
    """Return how manage.py ended, with nothing in its environment but this and PATH."""
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


class TestShellOfAServer:
    def test_refuses_without_its_variables_and_makes_nothing(self, tmp_path):
        environment = {"DJANGO_SETTINGS_MODULE": "cms.settings.production"}

        refused = run({**environment, "VAR_DIR": str(tmp_path)}, "migrate")

        assert refused.returncode == 1
        assert [name for name in REQUIRED if name not in refused.stderr] == []
        assert "Traceback" not in refused.stderr
        assert [*tmp_path.iterdir()] == []

    def test_refuses_without_saying_that_it_is_one(self, tmp_path):
        """As root would type it in the folder of the site."""
        variables = tmp_path / "werkplaats.env"
        variables.touch()
        environ = {}

        with pytest.raises(OnServerError, match="werkplaats COMMAND"):
            choose_settings(environ, variables)

        assert environ == {}

    def test_is_that_of_this_machine_elsewhere(self, tmp_path):
        environ, chosen = {}, {"DJANGO_SETTINGS_MODULE": "cms.settings.dev"}

        choose_settings(environ, tmp_path / "werkplaats.env")
        choose_settings(chosen, tmp_path)

        assert environ == {"DJANGO_SETTINGS_MODULE": "cms.settings.local"}
        assert chosen == {"DJANGO_SETTINGS_MODULE": "cms.settings.dev"}


class TestVariables:
    def test_that_are_missing_are_all_named_at_once(self):
        with pytest.raises(ImproperlyConfigured) as refused:
            read_required({**FILLED, "SECRET_KEY": "  ", "BASE_URL": ""})

        assert "SECRET_KEY" in str(refused.value)
        assert "https://www.example.org" in str(refused.value)
        assert "EMAIL_HOST" not in str(refused.value)

    def test_may_have_blanks(self):
        assert read_required({**FILLED, "BASE_URL": " https://x.nl "})["BASE_URL"] == "https://x.nl"
        assert read_list(" www.x.nl, x.nl ,") == ["www.x.nl", "x.nl"]

    @pytest.mark.parametrize(
        ("kind", "port", "starttls", "tls"),
        [("", 587, True, False), ("tls", 465, False, True), ("none", 25, False, False)],
    )
    def test_say_how_the_mail_server_is_spoken_to(self, kind, port, starttls, tls):
        mail = read_mail({"EMAIL_SECURITY": kind} if kind else {})

        assert mail["EMAIL_PORT"] == port
        assert (mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]) == (starttls, tls)

    def test_may_name_another_port(self):
        assert read_mail({"EMAIL_SECURITY": "none", "EMAIL_PORT": "2525"})["EMAIL_PORT"] == 2525

    @pytest.mark.parametrize(
        "environ", [{"EMAIL_SECURITY": "ssl3"}, {"EMAIL_PORT": "smtp"}], ids=str
    )
    def test_that_say_nothing_known_are_refused_by_name(self, environ):
        with pytest.raises(ImproperlyConfigured, match=next(iter(environ))):
            read_mail(environ)

    def test_say_yes_or_no(self):
        assert read_flag({"X": "Yes"}, "X")
        assert not read_flag({}, "X")
        with pytest.raises(ImproperlyConfigured, match="perhaps"):
            read_flag({"X": "perhaps"}, "X")

    def test_of_who_lets_people_in_are_all_there_or_none(self):
        known = {"OIDC_SERVER_URL": "https://connect.example.org", "OIDC_CLIENT_ID": "werkplaats"}

        with pytest.raises(ImproperlyConfigured, match="OIDC_CLIENT_SECRET"):
            read_provider(known)

        (app,) = read_provider({**known, "OIDC_CLIENT_SECRET": "s"})["openid_connect"]["APPS"]
        assert (app["name"], app["secret"]) == ("SURFconext", "s")
        assert read_provider({}) == {}
