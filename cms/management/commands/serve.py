import ctypes
import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress
from http.client import HTTPConnection

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from cms.embedded.server import ServerError, running

LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1
READY_SECONDS = 60
# For requests under way, when the site is asked to stop.
GRACE_SECONDS = 3


class Command(BaseCommand):
    help = "Serve the site on this machine the way production does, until Ctrl-C."

    def handle(self, **options):
        """Have the database and gunicorn up until a signal comes, then stop both."""
        turn_signals_into_interrupts()
        site = listen(os.environ.get("PORT", "8000"))
        port = site.getsockname()[1]
        try:
            with running(connection.settings_dict), gunicorn(site) as process:
                wait_until_ready(port)
                self.announce(port)
                process.wait()
        except KeyboardInterrupt:
            return
        except (OperationalError, ServerError) as error:
            raise CommandError(error) from error
        raise CommandError("gunicorn has ended by itself; what it wrote is above.")

    def announce(self, port):
        """Print where everything is."""
        self.stdout.write(
            f"\n"
            f"  The site   http://localhost:{port}/\n"
            f"  The admin  http://localhost:{port}/admin/\n"
            f"  Sign in    with what `make sign-in` shows\n"
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


@contextmanager
def gunicorn(site):
    """Hand a listening socket to gunicorn: yields its process, and stops that in the end."""
    with site:
        process = subprocess.Popen(  # noqa: S603
            [
                *[sys.executable, "-m", "gunicorn", "--config", "python:cms.gunicorn"],
                *["--bind", f"fd://{site.fileno()}", "cms.wsgi"],
            ],
            cwd=settings.BASE_DIR,
            pass_fds=[site.fileno()],
            # A group of its own, because a terminal sends Ctrl-C to every process of ours.
            process_group=0,
            preexec_fn=end_with_parent,
        )
    try:
        yield process
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=GRACE_SECONDS)
        # To gunicorn this means at once. A worker that had only just started missed the first.
        process.send_signal(signal.SIGINT)
        process.wait()


def end_with_parent():
    """Ask Linux to end this process with its parent, even when that is killed with -9."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def wait_until_ready(port):
    """Return when the home page is answered; raise CommandError when gunicorn cannot do that."""
    site = HTTPConnection("127.0.0.1", port, timeout=READY_SECONDS)
    try:
        site.request("GET", "/")
        site.getresponse()
    except OSError as error:
        raise CommandError("gunicorn does not serve the site; what it wrote is above.") from error
    finally:
        site.close()
