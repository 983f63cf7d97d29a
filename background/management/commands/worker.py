import signal
import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError

from background.postgresql import patience
from background.worker import Worker


class Command(BaseCommand):
    help = "Do the work of the queue and the periodic work; run as many of these as you like."

    def add_arguments(self, parser):
        parser.add_argument(
            "--grace",
            type=int,
            default=30,
            help="How many seconds a task may still take when the worker has to end; a task that "
            "takes longer is run again by another worker (default: %(default)s).",
        )

    def handle(self, *, grace, verbosity, **options):
        """Work until SIGTERM or Ctrl-C."""
        patience.choose(patience.FOR_WORK)
        worker = Worker()
        stop_on_signals(worker, grace)
        if verbosity:
            self.stdout.write("Waiting for work; Ctrl-C stops this.")
            self.stdout.flush()
        try:
            worker.work()
        except ProgrammingError as error:  # a table is missing
            raise CommandError(
                f"The database is not that of this code ({str(error).splitlines()[0]}): "
                f"run manage.py migrate first."
            ) from error


def stop_on_signals(worker, grace):
    """Have SIGTERM and Ctrl-C end a worker after its task, and at once when given again.

    The task gets `grace` seconds (an int).
    """

    def stop(signal_number, frame):
        if not worker.running:
            leave(signal_number, frame)
        worker.stop()
        signal.alarm(grace)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGALRM, leave)


def leave(signal_number, frame):
    """End in the middle of a task."""
    sys.exit("The worker leaves its task unfinished; another one will run it again.")
