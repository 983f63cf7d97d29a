"""How long it takes to choose, count and report with few readers and many, and to send.

Not one of the tests; `make benchmark` runs it. docs/performance.md tells what it gave.
"""

import os
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import pytest
from django.db import connection
from django.utils import timezone

from delivery import mailings
from delivery.models import Mailing
from newsletter.models import Subscriber
from tests.background.conftest import database  # noqa: F401 - a fixture
from tests.delivery.conftest import render
from tests.delivery.senders import at_work
from tests.factories import TopicFactory
from tests.waiting import wait_for

ROUNDS = 5
MAILS = 3_000
SIGN_UPS = 15
# As long as the HTML of an issue with ten items: 36 kB.
PARAGRAPHS = 40


class Stopwatch:
    """Adds up how long the database took for what is asked in a block, in milliseconds."""

    def __init__(self):
        self.milliseconds = 0

    def __call__(self, execute, *arguments):
        started = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            self.milliseconds += 1000 * (time.perf_counter() - started)


@contextmanager
def timing():
    stopwatch = Stopwatch()
    with connection.execute_wrapper(stopwatch):
        yield stopwatch


@pytest.mark.django_db
@pytest.mark.parametrize("number", [400, 20_000])
def test_many_readers(home, editor, number):
    Subscriber.objects.bulk_create(
        Subscriber(
            email=f"lezer{place}@example.org",
            language=["nl", "en"][place % 10 == 0],
            status=Subscriber.Status.ACTIVE,
            wants_all=place % 3 > 0,
            confirmed_at=timezone.now(),
        )
        for place in range(number)
    )
    topics = [TopicFactory()]
    mailing = mailings.plan({"nl": render(), "en": render("en")}, [], editor, timezone.now())
    with timing() as beginning:
        mailings.start_due()
    mailing = Mailing.objects.get(pk=mailing.pk)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"\n{number} readers: making the rows took {beginning.milliseconds:.0f} ms")
    for name, ask in {
        "counting all": lambda: mailings.count_recipients(["nl", "en"], []),
        "counting a topic": lambda: mailings.count_recipients(["nl", "en"], topics),
        "progress": lambda: mailings.get_progress(mailing),
        "report": lambda: mailings.get_report(mailing),
    }.items():
        print(f"{name:20}{median(measure(ask) for _round in range(ROUNDS)):8.1f} ms")


def measure(ask):
    with timing() as stopwatch:
        ask()
    return stopwatch.milliseconds


def test_sending(database, tmp_path):  # noqa: F811
    with at_work(database, tmp_path / "log") as senders:
        senders.plan(MAILS, PARAGRAPHS)
        senders.start()
        wait_for(lambda: senders.sink.arrived)
        (process_id,) = senders.process_ids
        before, started = read_processor(process_id), time.monotonic()
        waited = [wait_for_sign_up(senders, number) for number in range(SIGN_UPS)]
        arrived = MAILS + SIGN_UPS - 1
        wait_for(lambda: len(senders.sink.arrived) >= arrived)
        seconds = time.monotonic() - started
        print(f"\n{MAILS} mails in {seconds:.0f} s")
        print(f"of the processor {read_processor(process_id) - before:.1f} s, in one worker")
        print(f"a confirmation took {median(waited):.2f} s, at most {max(waited):.2f} s")


def wait_for_sign_up(senders, number):
    """Return how many seconds it takes until somebody who signs up has a mail."""
    started = time.monotonic()
    senders.tell("sign-up", number)
    address = f"nieuw{number}@example.org"
    wait_for(lambda: address in dict(senders.sink.arrived))
    return time.monotonic() - started


def read_processor(process_id):
    """Return how many seconds of the processor a process has had."""
    fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")
