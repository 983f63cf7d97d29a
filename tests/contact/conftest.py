"""A contact page with its form, and a mail server that can fail in every way."""

import asyncio
import socket
import time
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.core import signing

from contact.forms import ContactForm
from contact.models import ContactPage
from tests.factories import ContactPageFactory, SubjectFactory, get_home, translate
from tests.waiting import PATIENCE

SENT = "/contact/bericht/verstuurd/"
ENGLISH_SENT = "/en/contact/message/sent/"


@pytest.fixture(scope="module")
def kept_page(keep):
    """The key of the contact page, which stays for a module of tests."""
    with keep():
        yield ContactPageFactory(parent=get_home()).pk


@pytest.fixture
def page(kept_page, db):
    return ContactPage.objects.get(pk=kept_page)


@pytest.fixture
def subject(db):
    return SubjectFactory()


@pytest.fixture
def english_page(page, english_home):
    return translate(page, title="Contact us", slug="contact")


@pytest.fixture
def turn_back(monkeypatch):
    """Return a function that calls another as if it were so many seconds ago, for signatures."""

    def turn_back(seconds, function):
        then = time.time() - seconds
        with monkeypatch.context() as patch:
            patch.setattr(signing.time, "time", lambda: then)
            return function()

    return turn_back


@pytest.fixture
def filled_in(page, subject, turn_back):
    """What a browser sends for a form that somebody took a minute to fill in."""
    return {
        "name": "Fatima",
        "email": "fatima@example.nl",
        "subject": str(subject.pk),
        "message": "Mag ik een keer meekijken?",
        "remark": "",
        "stamp": turn_back(60, ContactForm.make_stamp),
    }


@pytest.fixture
def send(client, filled_in):
    """Return a function that sends the form with changes, and returns the answer."""

    def send(path="/contact/bericht/", headers=None, **changes):
        return client.post(path, filled_in | changes, headers=headers)

    return send


class Mailbox:
    """An SMTP server's handler: `fails` says how; `mails` are what it took, parsed."""

    def __init__(self):
        self.mails = []
        self.envelopes = []
        self.fails = ""

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.fails == "refuses":
            return "451 4.3.0 Come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.fails == "hangs":
            await asyncio.sleep(PATIENCE)
        if self.fails == "breaks off":
            server.transport.abort()
            return "250 Too late"
        self.envelopes.append(envelope)
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


def find_free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def mailbox(settings):
    """A real mail server, which the site sends to."""
    handler = Mailbox()
    server = Controller(
        handler, hostname="127.0.0.1", port=find_free_port(), ready_timeout=PATIENCE
    )
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
    settings.EMAIL_TIMEOUT = PATIENCE
    settings.DEFAULT_FROM_EMAIL = "Werkplaats <website@example.org>"
    yield handler
    server.stop(no_assert=True)
