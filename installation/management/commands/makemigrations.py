"""Django's makemigrations, which starts no server when there is nothing to write."""

import warnings
from contextlib import contextmanager

from django.core.management.commands import makemigrations
from django.db import connection


class Command(makemigrations.Command):
    """Compare models with migrations by their files, as a build does with --check.

    Django and wagtail-localize ask the database what was applied, and go on without an answer.
    """

    def handle(self, *app_labels, **options):
        """Let them ask a server that is up, but do not start one for it."""
        if not (options["check_changes"] or options["dry_run"]):
            return super().handle(*app_labels, **options)
        with _no_server_started():
            return super().handle(*app_labels, **options)


@contextmanager
def _no_server_started():
    """Leave the embedded server as it is, and do not warn that it gave no answer."""
    connection.starts_server = False
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings(
                "ignore", "Got an error checking a consistent migration history"
            )
            yield
    finally:
        connection.starts_server = True
