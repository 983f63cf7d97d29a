"""How long signing up takes, for each state of an address, and what the worker does with it.

Not one of the tests; `make benchmark` runs it. docs/performance.md tells what it gave.
"""

import statistics
import time
from typing import NamedTuple

import pytest
from django.core import mail
from django.urls import reverse

from background.queue import QueueRunner
from newsletter.forms import SignUpForm
from newsletter.models import SignUpRequest, Subscriber
from submissions.forms import SHORTEST
from tests.factories import SubscriberFactory

STATES = ["unknown", *Subscriber.Status.values]
SIGN_UPS = 60


class Duration(NamedTuple):
    """How long something took, in milliseconds: by the clock, and of this process's processor.

    The second hardly depends on what else the machine does.
    """

    whole: float
    processor: float


class Stopwatch:
    """Measures a Duration from when it was made."""

    def __init__(self):
        self.whole, self.processor = time.perf_counter(), time.process_time()

    def read(self):
        return Duration(
            whole=1000 * (time.perf_counter() - self.whole),
            processor=1000 * (time.process_time() - self.processor),
        )


@pytest.mark.django_db
def test_signing_up(client, keep_connection, mailoutbox, settings):
    # The limits are counted as ever, but stop nothing here.
    settings.NEWSLETTER_LIMITS = dict.fromkeys(["network", "site"], (1_000_000, 3600))

    report_answers(measure_answers(client))
    report_work(*measure_work())


def measure_answers(client):
    """Return how long each answer took, as {state: list of Duration}; the states take turns."""
    stamp, url = SignUpForm.make_stamp(), reverse("newsletter:sign_up")
    for status in Subscriber.Status.values:
        for number in range(SIGN_UPS):
            SubscriberFactory(email=get_address(status, number), status=status)
    time.sleep(SHORTEST.total_seconds())
    answers = {state: [] for state in STATES}
    for number in range(SIGN_UPS):
        for state in STATES:
            stopwatch = Stopwatch()
            response = client.post(url, {"email": get_address(state, number), "stamp": stamp})
            answers[state].append(stopwatch.read())
            assert response.status_code == 302
    return answers


def get_address(state, number):
    return f"{state}{number}@example.org"


def measure_work():
    """Return how many sign-ups the worker took up, and how long that took, as a Duration."""
    count = SignUpRequest.objects.count()
    stopwatch = Stopwatch()
    QueueRunner(worker_id="benchmark").run()
    return count, stopwatch.read()


def report_answers(answers):
    """Print the answers, given as {state: list of Duration}."""
    print("\n| address | median, ms | of which the processor, ms |\n|---|---|---|")
    medians = {state: get_median(each) for state, each in answers.items()}
    for state, median in medians.items():
        print(f"| {state} | {median.whole:.1f} | {median.processor:.1f} |")
    for name in Duration._fields:
        values = [getattr(median, name) for median in medians.values()]
        print(f"Largest difference of medians, {name}: {max(values) - min(values):.2f} ms")
    everything = [answer.whole for each in answers.values() for answer in each]
    print(f"Answers by one process: {1000 * len(everything) / sum(everything):.0f} a second")


def get_median(answers):
    return Duration(*(statistics.median(values) for values in zip(*answers, strict=True)))


def report_work(count, work):
    assert len(mail.outbox) == count
    print(
        f"Sign-ups by one worker, mail included: {1000 * count / work.whole:.0f} a second;"
        f" {work.processor / count:.1f} ms of the processor for each ({count})"
    )
