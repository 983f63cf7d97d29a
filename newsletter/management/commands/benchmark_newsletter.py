"""Measures signing up for the newsletter, on a database of its own."""

import itertools
import statistics
import time
from contextlib import contextmanager

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
            durations = measure_answers(sign_ups)
            self.report_answers(durations)
            self.report_work(*measure_work())

    def report_answers(self, durations):
        """Print the answers, given as {state: list of seconds}."""
        self.stdout.write("| address | median, ms | 95 % within, ms |")
        self.stdout.write("|---|---|---|")
        medians = {state: statistics.median(each) for state, each in durations.items()}
        for state, each in durations.items():
            slow = statistics.quantiles(each, n=20)[-1]
            self.stdout.write(f"| {state} | {medians[state] * 1000:.2f} | {slow * 1000:.2f} |")
        difference = max(medians.values()) - min(medians.values())
        everything = list(itertools.chain.from_iterable(durations.values()))
        self.stdout.write(f"Largest difference of medians: {difference * 1000:.2f} ms")
        self.stdout.write(
            f"Answers by one process: {len(everything) / sum(everything):.0f} a second"
        )

    def report_work(self, count, seconds):
        self.stdout.write(
            f"Sign-ups by one worker, mail included: {count / seconds:.0f} a second ({count})"
        )


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
    """Return how long each answer took, as {state: list of seconds}; the states take turns."""
    stamp = SIGNER.sign("")
    add_readers(count)
    time.sleep(SHORTEST.total_seconds())
    client, url = Client(), reverse("newsletter:sign_up")
    durations = {state: [] for state in STATES}
    for number in range(count):
        for state in STATES:
            data = {"email": get_address(state, number), "stamp": stamp}
            start = time.perf_counter()
            response = client.post(url, data, SERVER_NAME="localhost")
            durations[state].append(time.perf_counter() - start)
            assert response.status_code == 302, response.status_code  # noqa: S101
    return durations


def add_readers(count):
    Subscriber.objects.bulk_create(
        Subscriber(email=get_address(status, number), language="nl", status=status)
        for status in Subscriber.Status.values
        for number in range(count)
    )


def get_address(state, number):
    return f"{state}{number}@example.org"


def measure_work():
    """Return how many sign-ups the worker took up, and in how many seconds."""
    count = SignUpRequest.objects.count()
    # Kept in memory, in the place of a mail server.
    mail.outbox = []
    start = time.perf_counter()
    QueueRunner(worker_id="benchmark").run()
    return count, time.perf_counter() - start
