"""A real mail server, and what a visitor does with the form and with the mails."""

import re
import socket
import time
from email import message_from_bytes, policy
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from django.core import signing
from django.urls import reverse
from django.utils import translation

from newsletter.forms import SignUpForm
from newsletter.links import Purpose, make_token
from tests.waiting import PATIENCE

ADDRESS = "lezer@example.org"
# As a page of the site shows it: it may break after its @ (pages.typography).
SHOWN_ADDRESS = "lezer@<wbr>example.org"
DAY = 24 * 60 * 60


def get_path(view, subscriber, purpose=None, *, language="nl", **fields):
    """Return the path of a view with a token that is good for it."""
    token = make_token(purpose or Purpose(view), subscriber, **fields)
    with translation.override(language):
        return reverse(f"newsletter:{view}", args=[token])


class Mailbox:
    """Keeps the mails that arrived, and can be told to be a bad server.

    `breaks` closes the connection once a mail is in, before it is acknowledged; `answer` is given
    to each recipient in the place of "250 OK". `react` is called with each envelope that is in.
    """

    def __init__(self):
        self.clear()

    def clear(self):
        self.envelopes, self.breaks, self.answer = [], False, ""
        self.react = lambda envelope: None

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.answer:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.envelopes.append(envelope)
        self.react(envelope)
        if self.breaks:
            server.transport.close()
        return "250 OK"

    @property
    def mails(self):
        """The mails as a mail program reads them (email.message.EmailMessage)."""
        return [message_from_bytes(each.content, policy=policy.default) for each in self.envelopes]


class Server(Controller):
    """Aiosmtpd on any free port."""

    def factory(self):
        smtp = super().factory()
        # A look for the name of this machine takes seconds without a network.
        smtp.hostname = "localhost"
        return smtp


def start_server(handler):
    """Return a Server that has been started and gives its mails to a handler of aiosmtpd."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Server(
        handler,
        hostname="127.0.0.1",
        port=port,
        server_hostname="localhost",
        ready_timeout=PATIENCE,
    )
    server.start()
    return server


@pytest.fixture(scope="session")
def smtp_server():
    server = start_server(Mailbox())
    yield SimpleNamespace(port=server.port, mailbox=server.handler)
    server.stop()


@pytest.fixture
def mailbox(smtp_server, settings):
    """The Mailbox at the end of all mail."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp_server.port
    settings.EMAIL_TIMEOUT = PATIENCE
    smtp_server.mailbox.clear()
    return smtp_server.mailbox


@pytest.fixture
def turn_back(monkeypatch):
    """Return a function that calls another as if it were so many seconds ago, for signatures."""

    def turn_back(seconds, function, *arguments):
        now = time.time()
        with monkeypatch.context() as patch:
            patch.setattr(signing.time, "time", lambda: now - seconds)
            return function(*arguments)

    return turn_back


@pytest.fixture
def fill_in(client, home, turn_back):
    """Return a function that fills in the form and sends it, as a browser would."""

    def fill_in(email=ADDRESS, address="/nieuwsbrief/aanmelden/", age=60, **fields):
        stamp = turn_back(age, SignUpForm.make_stamp)
        return client.post(
            address,
            {"email": email, "stamp": stamp, **fields},
            headers={"Origin": "http://testserver", "Referer": "http://testserver/nieuwsbrief/"},
        )

    return fill_in


@pytest.fixture
def receive(mailbox, run_background_tasks):
    """Return a function that waits for the post: the mails that arrived since the last time."""

    def receive():
        mailbox.clear()
        run_background_tasks()
        return mailbox.mails

    return receive


@pytest.fixture
def read_link():
    """Return a function that gives the path of the first link of a mail, or of one with `word`."""

    def read_link(mail, word=""):
        text = mail.get_body(("plain",)).get_content()
        return re.search(rf"http://localhost(/\S*{word}\S*)", text)[1]

    return read_link
