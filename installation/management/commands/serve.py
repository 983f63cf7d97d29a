import fcntl
import os
import select
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

from installation import site
from installation.command import InstallationCommand
from installation.embedded import watchdog
from installation.embedded.server import STOP_SECONDS, running
from installation.port import listen
from installation.supervisor import ProcessGroup

READY_SECONDS = 60
# For requests and tasks under way, when the site is asked to stop.
GRACE_SECONDS = 3
RUNSERVER = [sys.executable, "manage.py", "runserver", "--settings", "cms.settings.dev"]


class Command(InstallationCommand):
    help = "Serve the site on this machine the way production does, until Ctrl-C."

    def add_arguments(self, parser):
        parser.add_argument("--set-up", action="store_true", help="Do first what setup does.")
        parser.add_argument(
            "--reload",
            action="store_true",
            help="For developers: follow changes of the code, show errors, and have no worker.",
        )

    def handle(self, *, set_up, reload, **options):
        """Have the site up until a signal comes, then stop what was started for it."""
        with listen(os.environ.get("PORT", "8000")) as listener, alone(listener):
            self.say("Starting the database (2 seconds)")
            with running(connection.settings_dict) as is_our_server:
                if set_up:
                    site.set_up(self.say)
                with suppress(KeyboardInterrupt):
                    self.develop(listener) if reload else self.serve(listener, is_our_server)

    def serve(self, listener, is_our_server):
        """Have web server and worker up, and the database too if this command started it."""
        self.say("Starting the site (5 seconds)")
        with ProcessGroup(self.complain) as group:
            environment = start_watchdog(group) if is_our_server else os.environ
            wait_until_ready(listener, start_web(group, listener, environment))
            start_worker(group, environment)
            self.announce(listener.getsockname()[1])
            group.watch()

    def develop(self, listener):
        """Have Django's own server up, on the port of a listening socket, which it takes over."""
        port = listener.getsockname()[1]
        listener.close()
        self.announce(port)
        # In the terminal's own process group, so that a developer can type to a debugger.
        with subprocess.Popen([*RUNSERVER, str(port)], cwd=settings.BASE_DIR) as web:  # noqa: S603
            try:
                web.wait()
            finally:
                web.terminate()

    def announce(self, port):
        """Print where everything is."""
        self.say(
            f"\n"
            f"  The site   http://localhost:{port}/\n"
            f"  The admin  http://localhost:{port}/admin/\n"
            f"  Log in     with what `make login` shows\n"
            f"  Mails      are files in {settings.EMAIL_FILE_PATH}\n"
            f"\n"
            f"Ctrl-C stops it."
        )


@contextmanager
def alone(listener):
    """Keep others from serving this installation for the length of a `with` block.

    Links in mails lead to the port of the last one that began. Raises CommandError when the site
    is served already; others learn from the listening socket where.
    """
    with (settings.VAR_DIR / "served-at").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise CommandError(
                f"The site in {settings.VAR_DIR} is served already, at {file.read()}: stop that "
                f"first, or make another site, for example: VAR_DIR=/some/folder make run"
            ) from None
        file.truncate(0)
        file.write(f"http://localhost:{listener.getsockname()[1]}/")
        file.flush()
        yield


def start_watchdog(group):
    """Have the embedded server kept up; returns the environment of those who rely on that."""
    data_directory = connection.settings_dict["HOST"]
    group.start(
        *["watchdog of the database", "installation.embedded.watchdog", data_directory],
        cwd=settings.BASE_DIR,
        grace=STOP_SECONDS,
    )
    return os.environ | watchdog.ENVIRONMENT


def start_web(group, listener, environment):
    """Hand a listening socket to gunicorn; returns that Process."""
    return group.start(
        *["web server", "gunicorn", "--config", "python:cms.gunicorn"],
        *["--bind", f"fd://{listener.fileno()}", "cms.wsgi"],
        cwd=settings.BASE_DIR,
        env=environment,
        pass_fds=[listener.fileno()],
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


def wait_until_ready(listener, web):
    """Return when the home page is answered on a listening socket by a Process.

    Raises CommandError when it ends, or takes too long.
    """
    deadline = time.monotonic() + READY_SECONDS
    with socket.create_connection(listener.getsockname()) as visitor:
        visitor.sendall(b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n")
        while not select.select([visitor], [], [], 0.1)[0]:
            if web.has_ended() or time.monotonic() > deadline:
                raise CommandError("gunicorn does not serve the site; what it wrote is above.")
