"""What the worker does with backups by itself; PERIODIC_WORK names it."""

import os
import subprocess
import sys

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from background.words import in_words
from backups.errors import BackupError

__all__ = ["make_backup", "prove_backup"]


@in_words(_("Make a backup"))
def make_backup():
    run()


@in_words(_("Put the last backup back on trial"))
def prove_backup():
    run("--verify")


def run(*options):
    """Run `manage.py backup`. Raises BackupError, with its reason.

    In a process of its own: the memory that it takes is given back, and a trial is led to another
    database, which nothing in the worker may see.
    """
    command = [sys.executable, "manage.py", "backup", "--verbosity=0", *options]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
    done = subprocess.run(  # noqa: S603
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )
    if done.returncode != 0:
        raise BackupError(done.stderr.strip())
