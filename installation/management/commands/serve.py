import os
import select
import signal
import socket
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from installation.embedded import watchdog
from installation.embedded.server import STOP_SECONDS, ServerError, running
from installation.supervisor import ProcessGroup

READY_SECONDS = 60
# For requests and tasks under way, when the site is asked to stop.
GRACE_SECONDS = 3


class Command(BaseCommand):
    help = "Serve the site on this machine the way production does, until Ctrl-C."

    def handle(self, **options):
        """Have database, web server and worker up until a signal comes, then stop them."""
        turn_signals_into_interrupts()
        try:
            with (
                listen(os.environ.get("PORT", "8000")) as site,
                running(connection.settings_dict) as is_our_server,
                ProcessGroup(self.complain) as group,
            ):
                environment = start_watchdog(group) if is_our_server else os.environ
                wait_until_ready(site, start_web(group, site, environment))
                start_worker(group, environment)
                self.announce(site.getsockname()[1])
                group.watch()
        except KeyboardInterrupt:
            return
        except (OperationalError, ServerError) as error:
            raise CommandError(error) from error

    def complain(self, sentence):
        """Print what is not as it should be."""
        self.stderr.write(sentence)
        self.stderr.flush()

    def announce(self, port):
        """Print where everything is."""
        self.stdout.write(
            f"\n"
            f"  The site   http://localhost:{port}/\n"
            f"  The admin  http://localhost:{port}/admin/\n"
            f"  Sign in    with what `make login` shows\n"
            f"  Mails      are files in {settings.EMAIL_FILE_PATH}\n"
            f"\n"
            f"Ctrl-C stops it."
        )
        self.stdout.flush()


def turn_signals_into_interrupts():
    """Make the signals that ask a program to end do what Ctrl-C does."""
    signal.signal(signal.SIGINT, interrupt)
    signal.signal(signal.SIGTERM, interrupt)
    # The terminal was closed; under nohup that is to be ignored.
    if signal.getsignal(signal.SIGHUP) == signal.SIG_DFL:
        signal.signal(signal.SIGHUP, interrupt)


def interrupt(signal_number, frame):
    """Leave what runs now, as Ctrl-C does."""
    raise KeyboardInterrupt


def listen(port):
    """Return a socket that listens on a port (a str) of this machine only.

    Raises CommandError when the port is taken or is none.
    """
    try:
        return socket.create_server(("127.0.0.1", int(port)), backlog=64)
    except (ValueError, OverflowError):
        raise CommandError(f"PORT is {port!r}: make it a number from 1024 to 65535.") from None
    except OSError as error:
        raise CommandError(
            f"Port {port} cannot be used ({os.strerror(error.errno)}): stop the program that has "
            f"it, or choose another port, for example: PORT=8123 make run"
        ) from error


def start_watchdog(group):
    """Have the embedded server kept up; returns the environment of those who rely on that."""
    data_directory = connection.settings_dict["HOST"]
    group.start(
        *["watchdog of the database", "installation.embedded.watchdog", data_directory],
        cwd=settings.BASE_DIR,
        grace=STOP_SECONDS,
    )
    return os.environ | watchdog.ENVIRONMENT


def start_web(group, site, environment):
    """Hand a listening socket to gunicorn; returns that Process."""
    return group.start(
        *["web server", "gunicorn", "--config", "python:cms.gunicorn"],
        *["--bind", f"fd://{site.fileno()}", "cms.wsgi"],
        cwd=settings.BASE_DIR,
        env=environment,
        pass_fds=[site.fileno()],
        grace=GRACE_SECONDS,
    )


def start_worker(group, environment):
    """Start the worker that does the background work."""
    group.start(
        *["worker", "django", "worker", "--verbosity=0", f"--grace={GRACE_SECONDS}"],
        cwd=settings.BASE_DIR,
        env=environment,
        grace=GRACE_SECONDS + 1,
    )


def wait_until_ready(site, web):
    """Return when the home page is answered on a listening socket by a Process.

    Raises CommandError when it ends, or takes too long.
    """
    deadline = time.monotonic() + READY_SECONDS
    with socket.create_connection(site.getsockname()) as visitor:
        visitor.sendall(b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n")
        while not select.select([visitor], [], [], 0.1)[0]:
            if web.has_ended() or time.monotonic() > deadline:
                raise CommandError("gunicorn does not serve the site; what it wrote is above.")
