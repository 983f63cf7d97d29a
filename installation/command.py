"""What the commands for a site on this machine have in common."""

import re
import shutil
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from installation.database import OtherVersionError
from installation.embedded.errors import ServerError
from installation.interrupts import turn_signals_into_interrupts
from installation.port import PortError

__all__ = ["InstallationCommand"]

FULL = re.compile("No space left on device|Disk quota exceeded")
# PostgreSQL writes its log ahead in files of this size, and ends when there is no room for one.
LOG_FILE_BYTES = 16 * 1024 * 1024


class InstallationCommand(BaseCommand):
    """A command that puts away what it started, and says in a sentence what went wrong."""

    def execute(self, *args, **options):
        """Do what the command is for. Raises CommandError for what somebody can act on."""
        turn_signals_into_interrupts()
        try:
            return super().execute(*args, **options)
        except (OperationalError, OSError, OtherVersionError, PortError, ServerError) as error:
            raise CommandError(explain(error)) from error
        except KeyboardInterrupt:
            sys.exit("\nStopped; the same command goes on where it was.")

    def say(self, sentence):
        """Print what is done now, so that nobody waits without knowing for what."""
        self.stdout.write(sentence)
        self.stdout.flush()

    def complain(self, sentence):
        """Print what is not as it should be."""
        self.stderr.write(sentence)
        self.stderr.flush()


def explain(error):
    """Return what is wrong, and what to do, as a str."""
    if FULL.search(str(error)) or is_full():
        return (
            f"The disk with {settings.VAR_DIR} is full: make room there, and the same command "
            f"goes on. What was stored is safe; remove nothing inside that folder."
        )
    return str(error)


def is_full():
    """Return whether the disk has no room left for the database to work."""
    return shutil.disk_usage(settings.VAR_DIR).free < LOG_FILE_BYTES
