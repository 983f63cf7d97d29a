"""Mailings, and what a sender does with them."""

import pytest

from delivery import mailings
from delivery.models import Mailing
from delivery.renderings import PREFERENCES_URL, STOP_URL, Rendered
from tests.newsletter.conftest import mailbox, smtp_server  # noqa: F401 - fixtures


def render(language="nl"):
    """Return the Rendered of a small issue."""
    return Rendered(
        subject=f"Nieuws ({language})",
        html=f'<h1>Nieuws</h1><a href="{STOP_URL}">Stop</a> <a href="{PREFERENCES_URL}">Keuzes</a>',
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
