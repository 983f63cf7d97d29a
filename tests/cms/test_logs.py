"""No log has a link in it with which somebody could act for a subscriber."""

import logging
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core import signing
from gunicorn.config import Config

from cms.logs import AccessLogger, AwayFilter, TokenFilter

TOKEN = signing.dumps({"uid": "geheim"})
PATH = f"/en/newsletter/preferences/{TOKEN}/data/"


@pytest.fixture
def log():
    """Return a function that gives the line that a message becomes."""

    def log(message, *args):
        record = logging.LogRecord("django.request", logging.ERROR, "", 0, message, args, None)
        TokenFilter().filter(record)
        return logging.Formatter("{message}", style="{").format(record)

    return log


class TestErrors:
    def test_are_logged_without_tokens(self, log):
        assert (
            log("%s: %s", "Internal Server Error", PATH)
            == "Internal Server Error: /en/newsletter/preferences/-/data/"
        )

    @pytest.mark.parametrize(("status", "lines"), [(503, 1), (500, 2)])
    def test_tell_in_a_line_that_the_database_is_away(self, status, lines):
        error = RuntimeError("away")
        info = (RuntimeError, error, None)
        record = logging.LogRecord("django.request", logging.ERROR, "", 0, PATH, (), info)
        record.status_code = status

        AwayFilter().filter(record)

        assert len(logging.Formatter("{message}", style="{").format(record).splitlines()) == lines

    def test_keep_all_other_addresses(self, log):
        assert log("Internal Server Error: %s", "/nieuws/?page=2").endswith("/nieuws/?page=2")

    def test_go_through_this_wherever_they_are_written(self):
        assert all("tokens" in each["filters"] for each in settings.LOGGING["handlers"].values())


class TestRequests:
    def test_are_logged_without_tokens(self):
        environ = {
            "REQUEST_METHOD": "GET",
            "RAW_URI": PATH,
            "PATH_INFO": PATH,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_REFERER": f"https://www.example.org{PATH}",
        }
        response = SimpleNamespace(status="200 OK", sent=1, headers=[])
        request = SimpleNamespace(headers=[])

        atoms = AccessLogger(Config()).atoms(response, request, environ, timedelta(seconds=1))

        assert TOKEN not in str(atoms)
        assert atoms["U"] == "/en/newsletter/preferences/-/data/"
