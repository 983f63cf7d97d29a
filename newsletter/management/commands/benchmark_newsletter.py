"""Measures signing up for the newsletter, on a database of its own."""

import statistics
import time
from contextlib import contextmanager
from typing import NamedTuple

from django.core import mail
from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from background.queue import QueueRunner
from newsletter import intake
from newsletter.models import SignUpRequest, Subscriber
from submissions.forms import SHORTEST, SIGNER

DATABASE = "newsletter_benchmark"
UNKNOWN = "unknown"
STATES = [UNKNOWN, *Subscriber.Status.values]
SIGN_UPS = 200
OUTBOX = "django.core.mail.backends.locmem.EmailBackend"


class Command(BaseCommand):
    help = (
        "Measure signing up for the newsletter in a new database, which is deleted afterwards:"
        " the answer for each state of an address, and what the worker does with it."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--sign-ups", type=int, default=SIGN_UPS, help="how many for each state"
        )

    def handle(self, *, sign_ups, **options):
        with scratch_database(), override_settings(EMAIL_BACKEND=OUTBOX):
            # The limits are counted as ever, but stop nothing here.
            intake.NETWORK_LIMIT = intake.SITE_LIMIT = (1_000_000, 3600)
            self.report_answers(measure_answers(sign_ups))
            self.report_work(*measure_work())

    def report_answers(self, answers):
        """Print the answers, given as {state: list of Duration}."""
        self.stdout.write("| address | median, ms | of which the processor, ms |")
        self.stdout.write("|---|---|---|")
        medians = {state: get_median(each) for state, each in answers.items()}
        for state, median in medians.items():
            self.stdout.write(f"| {state} | {median.whole:.1f} | {median.processor:.1f} |")
        for name in Duration._fields:
            values = [getattr(median, name) for median in medians.values()]
            difference = max(values) - min(values)
            self.stdout.write(f"Largest difference of medians, {name}: {difference:.2f} ms")
        everything = [answer.whole for each in answers.values() for answer in each]
        rate = 1000 * len(everything) / sum(everything)
        self.stdout.write(f"Answers by one process: {rate:.0f} a second")

    def report_work(self, count, work):
        self.stdout.write(
            f"Sign-ups by one worker, mail included: {1000 * count / work.whole:.0f} a second;"
            f" {work.processor / count:.1f} ms of the processor for each ({count})"
        )


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


def get_median(answers):
    return Duration(*(statistics.median(values) for values in zip(*answers, strict=True)))


@contextmanager
def scratch_database():
    """Work in a new database beside the configured one, as tests do, and delete it afterwards."""
    settings = connection.settings_dict
    name, settings["TEST"]["NAME"] = settings["NAME"], DATABASE
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def measure_answers(count):
    """Return how long each answer took, as {state: list of Duration}; the states take turns."""
    stamp = SIGNER.sign("")
    add_readers(count)
    time.sleep(SHORTEST.total_seconds())
    client, url = Client(), reverse("newsletter:sign_up")
    answers = {state: [] for state in STATES}
    for number in range(count):
        for state in STATES:
            data = {"email": get_address(state, number), "stamp": stamp}
            stopwatch = Stopwatch()
            response = client.post(url, data, SERVER_NAME="localhost")
            answers[state].append(stopwatch.read())
            assert response.status_code == 302, response.status_code  # noqa: S101
    return answers


def add_readers(count):
    Subscriber.objects.bulk_create(
        Subscriber(email=get_address(status, number), language="nl", status=status)
        for status in Subscriber.Status.values
        for number in range(count)
    )


def get_address(state, number):
    return f"{state}{number}@example.org"


def measure_work():
    """Return how many sign-ups the worker took up, and how long that took, as a Duration."""
    count = SignUpRequest.objects.count()
    # Kept in memory, in the place of a mail server.
    mail.outbox = []
    stopwatch = Stopwatch()
    QueueRunner(worker_id="benchmark").run()
    return count, stopwatch.read()
