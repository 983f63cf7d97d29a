"""A commit of this project served beside another, each with an environment and files of its own."""

import os
import re
import shutil
import socket
import subprocess
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path

from tests.speed.processes import Processes

__all__ = ["FOLDER", "Checkout"]

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# Kept from run to run: an environment takes a minute to make, and example content three.
FOLDER = Path(os.environ.get("VAR_DIR", BASE_DIR / "var")) / "benchmark"
# The last line of `serve` before it is open for visitors.
READY = "Ctrl-C stops it.\n"


class Checkout:
    """The files of a commit in a folder of their own, and a site that is set up from them.

    `name` heads its column in a table; `var` is where the site's own files are.
    """

    def __init__(self, name, folder):
        self.name = name
        self.folder = folder
        self.python = folder / ".venv" / "bin" / "python"
        self.var = FOLDER / name

    @classmethod
    def of_commit(cls, commit):
        """Return the checkout of a commit (anything that git can name), made unless it is there."""
        name = run(BASE_DIR, "git", "rev-parse", "--short", f"{commit}^{{commit}}").strip()
        folder = FOLDER / f"{name}-files"
        if not folder.exists():
            half = folder.with_name(f"{folder.name}-half")
            shutil.rmtree(half, ignore_errors=True)
            half.mkdir(parents=True)
            archive = subprocess.run(
                ["git", "archive", name], cwd=BASE_DIR, stdout=subprocess.PIPE, check=True
            )
            subprocess.run(["tar", "-x", "-C", half], input=archive.stdout, check=True)
            half.rename(folder)
        run(folder, "make", ".venv/site")
        return cls(name, folder)

    @classmethod
    def of_today(cls, base):
        """Return the tree that this is part of, to measure beside a base, as it is: uncommitted."""
        today = cls("today", BASE_DIR)
        today.var = FOLDER / f"today-beside-{base.name}"
        return today

    def set_up(self, content=None):
        """Bring the site to date, made anew unless it is there; returns whose content it has.

        That is a copy of another checkout's `content`, where that can be brought to date:
        migrations began afresh once, and a database of before is of no use to a tree of after.
        """
        origin = self.var / "content-of"
        if not origin.exists():
            shutil.rmtree(self.var, ignore_errors=True)
            origin.write_text(self.make_site(content))
        self.manage("setup").check_returncode()
        return origin.read_text()

    def make_site(self, content):
        """Have content in a new folder; returns the name of the checkout that it came from."""
        if content:
            run(FOLDER, "cp", "-a", content.var, self.var)
            if self.manage("setup").returncode == 0:
                return content.name
            shutil.rmtree(self.var)
        self.var.mkdir(parents=True)
        self.manage("setup").check_returncode()
        return self.name

    def run_script(self, script, **environment):
        """Run lines of Python (a str) with this site's Django; returns what they printed."""
        result = self.manage("shell", "--verbosity=0", "--command", script, **environment)
        result.check_returncode()
        return result.stdout

    def manage(self, *arguments, **environment):
        """Return the result of a command of manage.py."""
        return subprocess.run(
            [self.python, "manage.py", *arguments],
            cwd=self.folder,
            env=self.make_environment(0) | environment,
            stdout=subprocess.PIPE,
            text=True,
        )

    def make_environment(self, port):
        """Return the environment (a dict) of a process of this site."""
        here = {"VAR_DIR": str(self.var), "PORT": str(port)}
        # What pytest runs with, and make handed on, is not for the site.
        taken = {"DJANGO_SETTINGS_MODULE": "cms.settings.local", "MAKEFLAGS": ""}
        return {**os.environ, **taken, **here}

    @contextmanager
    def serving(self):
        """Serve the site for the length of a block, which gets a ServedSite."""
        port = find_port()
        server = subprocess.Popen(
            [self.python, "manage.py", "serve"],
            cwd=self.folder,
            env=self.make_environment(port),
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            said = "".join(takewhile(lambda line: line != READY, server.stdout))
            assert re.search(rf"http://localhost:{port}/", said), said
            yield ServedSite(self, port, server.pid)
        finally:
            server.terminate()
            server.wait()
            server.stdout.close()


class ServedSite:
    """A checkout that is being served: where, and by which processes."""

    def __init__(self, checkout, port, pid):
        self.checkout = checkout
        self.name = checkout.name
        self.host = f"localhost:{port}"
        database = (checkout.var / "postgresql" / "postmaster.pid").read_text().split()[0]
        self.processes = Processes([pid, int(database)])


def find_port():
    """Return a port (an int) that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def run(folder, *command):
    """Run a command in a folder; returns what it printed."""
    return subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout
