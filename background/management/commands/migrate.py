import time
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connection

from background.locks import alone

# Whoever asks for a table after a migration waits behind it: no longer than visitors do.
LOCK_TIMEOUT = "3s"
# Those who waited get their turn in between.
TRIES, PAUSE_SECONDS = 12, 5
IS_LOCKED = "55P03"


class Command(migrate.Command):
    """Django's own, by one process at a time, which does not wait for a lock for ever.

    Whatever brings the database up to date comes here: `install`, `restore`, a trial, `make run`.
    """

    def handle(self, *args, **options):
        with alone("migrate", self.stderr.write):
            self.migrate(*args, **options)

    def migrate(self, *args, **options):
        """Migrate, again where somebody had the lock on a table. Raises CommandError."""
        for _number in range(TRIES):
            try:
                with impatient():
                    return super().handle(*args, **options)
            except OperationalError as error:
                if getattr(error.__cause__, "sqlstate", None) != IS_LOCKED:
                    raise
            self.stderr.write("Somebody is busy in a table that is to change: trying again.")
            time.sleep(PAUSE_SECONDS)
        raise CommandError(
            "The database is not up to date: somebody is busy for long in a table that is to "
            "change. The migrations before that are done. Stop the site and its worker "
            "(systemctl stop werkplaats.target), and run this again. Who it is: SELECT pid, "
            "now() - xact_start AS since, query FROM pg_stat_activity ORDER BY xact_start"
        )


@contextmanager
def impatient():
    """Wait for no lock longer than LOCK_TIMEOUT in a block."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        before = cursor.fetchone()[0]
        cursor.execute("SET lock_timeout = %s", [LOCK_TIMEOUT])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = %s", [before])
