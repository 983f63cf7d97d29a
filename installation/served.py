"""Has the site up: what `manage.py serve` turns into when all is ready for it.

python -m installation.served LISTENER MAILS DATA_DIRECTORY

It loads no Django, which would be a hundred megabytes for a process that only waits. It takes
over a listening socket (its number), and the embedded server in a data directory unless that is "".
"""

import os
import select
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path

from installation import interrupts
from installation.embedded import watchdog
from installation.supervisor import ProcessGroup

__all__ = ["take_over"]

BASE_DIR = Path(__file__).resolve().parent.parent
READY_SECONDS = 60
# For requests and tasks under way, when the site is asked to stop.
GRACE_SECONDS = 4
# As the server's own, of `installation.embedded.server`.
STOP_SECONDS = 30
# One pool of memory in place of one for each thread, as Python lets one thread work at a time.
ALLOCATOR = {"MALLOC_ARENA_MAX": "1"}


class NotServedError(Exception):
    """Gunicorn does not serve the site."""


def take_over(listener, mails, data_directory):
    """Put this module in the place of the program that runs now; returns never.

    What it takes over it holds: the listening socket, and any lock on an open file that may be
    inherited. Signals wait meanwhile.
    """
    interrupts.hold()
    os.set_inheritable(listener.fileno(), True)
    arguments = [str(listener.fileno()), str(mails), str(data_directory)]
    os.chdir(BASE_DIR)
    os.execv(sys.executable, [sys.executable, "-m", __name__, *arguments])  # noqa: S606


def serve(listener, mails, data_directory):
    """Have the site up until a signal comes. Raises NotServedError."""
    with ProcessGroup(complain) as group:
        environment = os.environ | ALLOCATOR
        if data_directory:
            environment |= watchdog.ENVIRONMENT
            start_watchdog(group, data_directory)
        # From here on there is somebody to stop the database in the end.
        interrupts.let_through()
        say("Starting the site (5 seconds)")
        wait_until_ready(listener, start_web(group, listener, environment))
        announce(listener.getsockname()[1], mails)
        group.watch()


def say(sentence):
    print(sentence, flush=True)


def complain(sentence):
    print(sentence, file=sys.stderr, flush=True)


def announce(port, mails):
    """Print where everything is."""
    say(
        f"\n"
        f"  The site   http://localhost:{port}/\n"
        f"  The admin  http://localhost:{port}/admin/\n"
        f"  Log in     with what `make login` shows\n"
        f"  Mails      are files in {mails}\n"
        f"\n"
        f"Ctrl-C stops it."
    )


def start_watchdog(group, data_directory):
    """Have the embedded server kept up, and stopped in the end."""
    group.start(
        *["watchdog of the database", "installation.embedded.watchdog", data_directory],
        cwd=BASE_DIR,
        grace=STOP_SECONDS,
    )


def start_web(group, listener, environment):
    """Hand a listening socket to gunicorn, which has the worker too; returns that Process."""
    return group.start(
        *["web server", "gunicorn", "--config", "python:cms.gunicorn_with_worker"],
        *["--bind", f"fd://{listener.fileno()}", "cms.wsgi"],
        cwd=BASE_DIR,
        env=environment,
        pass_fds=[listener.fileno()],
        grace=GRACE_SECONDS,
    )


def wait_until_ready(listener, web):
    """Return when the home page is answered on a listening socket by a Process.

    Raises NotServedError when it ends, or takes too long.
    """
    deadline = time.monotonic() + READY_SECONDS
    with socket.create_connection(listener.getsockname()) as visitor:
        visitor.sendall(b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n")
        while not select.select([visitor], [], [], 0.1)[0]:
            if web.has_ended() or time.monotonic() > deadline:
                raise NotServedError


if __name__ == "__main__":
    interrupts.turn_signals_into_interrupts()
    number, *rest = sys.argv[1:]
    try:
        with socket.socket(fileno=int(number)) as inherited, suppress(KeyboardInterrupt):
            serve(inherited, *rest)
    except NotServedError:
        sys.exit("CommandError: gunicorn does not serve the site; what it wrote is above.")
