import fcntl
import os
import subprocess
import sys
from contextlib import contextmanager, suppress

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

from installation import site
from installation.command import InstallationCommand
from installation.embedded.server import running
from installation.port import listen
from installation.served import announce, take_over

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
                if reload:
                    with suppress(KeyboardInterrupt):
                        self.develop(listener)
                else:
                    database = connection.settings_dict["HOST"] if is_our_server else ""
                    take_over(listener, settings.EMAIL_FILE_PATH, database)

    def develop(self, listener):
        """Have Django's own server up, on the port of a listening socket, which it takes over."""
        port = listener.getsockname()[1]
        listener.close()
        announce(port, settings.EMAIL_FILE_PATH)
        # In the terminal's own process group, so that a developer can type to a debugger.
        with subprocess.Popen([*RUNSERVER, str(port)], cwd=settings.BASE_DIR) as web:  # noqa: S603
            try:
                web.wait()
            finally:
                web.terminate()


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
        # The lock is that of the open file, and goes on with what takes this command's place.
        os.set_inheritable(file.fileno(), True)
        yield
