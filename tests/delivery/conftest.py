"""Mailings, and what a sender does with them."""

from threading import Event

import pytest

from background.locks import WorkerLock
from delivery import mailings, troubles
from delivery.models import Mailing
from delivery.renderings import PREFERENCES_URL, STOP_URL, Rendered
from delivery.sender import Sender
from tests.newsletter.conftest import mailbox, smtp_server  # noqa: F401 - fixtures


def render(language="nl", filling=""):
    """Return the Rendered of a small issue, or of a larger one with some HTML in it."""
    links = f'<a href="{STOP_URL}">Stop</a> <a href="{PREFERENCES_URL}">Keuzes</a>'
    return Rendered(
        subject=f"Nieuws ({language})",
        html=f"<h1>Nieuws</h1>{filling}{links}",
        text=f"Nieuws\n\nStoppen: {STOP_URL}\nKeuzes: {PREFERENCES_URL}\n",
    )


@pytest.fixture
def plan(home, editor, now):
    """Return a function that plans an issue in some languages, for now, and gives its Mailing."""

    def plan(*languages, topics=(), starts_at=now):
        renderings = {language: render(language) for language in languages or ["nl"]}
        return mailings.plan(renderings, topics, editor, starts_at)

    return plan


@pytest.fixture
def start(plan):
    """Return a function that plans an issue and begins it."""

    def start(*languages, **options):
        mailing = plan(*languages, **options)
        mailings.start_due()
        return Mailing.objects.get(pk=mailing.pk)

    return start


@pytest.fixture
def send(mailbox, settings, monkeypatch):  # noqa: F811
    """Return a function that sends what can be sent now, until `stop` (an Event) is set.

    It gives the mails that arrived. Nobody waits: neither for the rate, nor after trouble.
    """
    settings.DELIVERY_RATE = 0
    monkeypatch.setattr(troubles, "PAUSES", [0] * troubles.MOST)
    monkeypatch.setattr(troubles, "REST", 0)

    def send(stop=None):
        mailbox.envelopes = []
        with WorkerLock() as lock:
            Sender(lock, stop or Event()).work()
        return mailbox.mails

    return send
