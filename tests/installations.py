"""A site of its own, installed the way a newcomer does, with its files in a folder of its own."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from installation.embedded import server
from tests.run import FOLDER, copy_folder, locked
from tests.waiting import PATIENCE

__all__ = ["Installation", "install", "make_folder", "remove"]

# The last line of `serve` before it is open for visitors.
READY = "Ctrl-C stops it.\n"
BASE_DIR = Path(__file__).resolve().parent.parent


@dataclass
class Installation:
    """The site with a VAR_DIR; no server runs unless a test starts one."""

    var: Path

    @property
    def data_directory(self):
        return self.var / "postgresql"

    def start(self, *arguments, port=0):
        """Return a new process of manage.py; port 0 is any that is free."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=BASE_DIR,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "cms.settings.local",
                "VAR_DIR": str(self.var),
                "PORT": str(port),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def manage(self, *arguments, **options):
        """Return exit code, standard output and standard error of a command of manage.py."""
        with self.start(*arguments, **options) as process:
            try:
                # The longest is `setup`, which makes hundreds of pictures.
                output, errors = process.communicate(timeout=10 * PATIENCE)
            finally:
                process.kill()
        return process.returncode, output, errors

    @contextmanager
    def serving(self):
        """Run `serve` for the length of a block: yields its process, and host and port."""
        process = self.start("serve")
        try:
            # All that it says until it is ready, or, where it does not start, until it ends.
            output = "".join(takewhile(lambda line: line != READY, process.stdout))
            address = re.search(r"http://(\S+:\d+)/", output)
            assert address, process.communicate()[1]
            yield process, address[1]
        finally:
            process.kill()
            process.communicate()
            server.stop(self.data_directory)


def make_folder():
    """Return a new folder; not in pytest's own, which is closed to PostgreSQL's account."""
    return Path(tempfile.mkdtemp(prefix="installation-", dir=FOLDER))


def install():
    """Return an Installation on which `setup` has run, and what that printed.

    Of the processes of a test run, the first sets the site up, which takes half a minute, and the
    others get a copy.
    """
    pattern, output = Installation(FOLDER / "installation"), FOLDER / "installation-output"
    with locked("installation"):
        if not output.exists():
            code, printed, errors = pattern.manage("setup")
            assert code == 0, errors
            output.write_text(printed)
    installation = Installation(make_folder())
    copy_folder(pattern.var, installation.var)
    return installation, output.read_text()


def remove(installation):
    """Stop the server of an installation and delete all of it."""
    server.stop(installation.data_directory)
    shutil.rmtree(installation.var)
