"""A site of its own, installed the way a newcomer does, with its files in a folder of its own."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from cms.embedded import server

BASE_DIR = Path(__file__).resolve().parent.parent.parent


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
        process = self.start(*arguments, **options)
        output, errors = process.communicate(timeout=300)
        return process.returncode, output, errors

    @contextmanager
    def serving(self):
        """Run `serve` for the length of a block: yields its process, and host and port."""
        process = self.start("serve")
        try:
            output = "".join(iter(process.stdout.readline, "Ctrl-C stops it.\n"))
            yield process, re.search(r"http://(\S+:\d+)/", output)[1]
        finally:
            process.kill()
            process.communicate()
            server.stop(self.data_directory)


@pytest.fixture
def empty_installation():
    """A site on which `setup` has not run yet."""
    # Not in pytest's own folder: that is closed to PostgreSQL's account again and again.
    installation = Installation(Path(tempfile.mkdtemp(prefix="installation-")))
    yield installation
    shutil.rmtree(installation.var)


@pytest.fixture(scope="session")
def installation():
    """A site on which `setup` has run once; the tests of one worker share it."""
    installation = Installation(Path(tempfile.mkdtemp(prefix="installation-")))
    installation.first_run = installation.manage("setup")
    yield installation
    server.stop(installation.data_directory)
    shutil.rmtree(installation.var)
