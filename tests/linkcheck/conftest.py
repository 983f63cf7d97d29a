"""Another website, on this machine, which answers as a test wants it to."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.contrib.auth.models import Permission

from accounts.models import User
from news.models import NewsIndexPage
from tests.translations.steps import make_translated_index


class Website(ThreadingHTTPServer):
    """Answers what `answers` says: a status and headers by (method, path) or path; else 200."""

    daemon_threads = True

    def __init__(self, host="127.0.0.1"):
        self.answers, self.asked = {}, []
        super().__init__((host, 0), Handler)
        Thread(target=self.serve_forever, args=[0.01], daemon=True).start()

    def get_url(self, path="/"):
        return f"http://{self.server_name}:{self.server_port}{path}"

    def server_bind(self):
        super().server_bind()
        # Its number, and not the name that this machine has for it.
        self.server_name = self.server_address[0]

    def stop(self):
        self.shutdown()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        answers, key = self.server.answers, (self.command, self.path)
        self.server.asked.append((*key, dict(self.headers)))
        status, headers = answers.get(key) or answers.get(self.path) or (200, {})
        self.send_response_only(status, "Because")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def website(settings):
    settings.LINKCHECK_ALSO_ALLOWED = ["127.0.0.1/32"]
    website = Website()
    yield website
    website.stop()


@pytest.fixture(scope="module")
def kept_index(keep):
    """The key of the Dutch news index, which stays for a module of tests."""
    with keep():
        yield make_translated_index().pk


@pytest.fixture
def index(kept_index, db):
    """The Dutch news index; its translation and that of the home page are published."""
    return NewsIndexPage.objects.get(pk=kept_index)


@pytest.fixture
def make_staff(client):
    """A function that signs somebody in with these rights, and those to enter the admin."""

    def make(*codenames, email="staf@example.nl"):
        user = User.objects.create_user(email=email, password="x")
        permissions = Permission.objects.filter(codename__in=["access_admin", *codenames])
        user.user_permissions.set(permissions)
        client.force_login(user)
        return client

    return make
