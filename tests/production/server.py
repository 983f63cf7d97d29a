"""An empty Debian server, on which the commands of docs/deploy.md are run as they stand there.

Made of namespaces of Linux, with files and processes of its own, which are gone with the first of
its processes. What the commands do is real, but for the programs in `stand_ins`.
"""

import os
import platform
import re
import shlex
import shutil
import subprocess
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from tempfile import gettempdir

import pytest
from django.conf import settings

from tests.waiting import wait_for

__all__ = [
    *["SITE", "Server", "copy_code", "copy_of_this_machine", "fresh_debian", "list_own"],
    *["make_debian", "read_page"],
]

# What a repository of the code does not have.
NOT_CODE = [".git", ".venv", "var", "__pycache__", ".*_cache"]
STAND_INS = Path(__file__).parent / "stand_ins"
PAGE = settings.BASE_DIR / "docs" / "deploy.md"
SITE = "www.werkplaats.test"
# What the page lets a stranger fill in.
OURS = {
    "SITE": SITE,
    "EMAIL": "noor@werkplaats.test",
    "SOURCE": "/opt/source",
    "MAIL_SERVER": "localhost",
}
# How this machine reaches the registry of Python's packages.
REGISTRY = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
ENVIRONMENT = {"PATH": PATH, "HOME": "/root", "LANG": "C.UTF-8"}
# The page stays in one shell, and so in the folder that it went to.
FOLDER_OF_BEFORE = "test ! -e /srv/werkplaats/.venv || cd /srv/werkplaats\n"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)

# What each kind of server begins with, and then has.
BEGIN = """
set -e
mount --make-rprivate /
mount -t tmpfs none {stage}
mkdir {stage}/upper {stage}/work {stage}/root
"""
# The files of this machine with a layer over them that is in memory, as a server begins: programs
# that are installed, and nothing that they were told or have kept. Its network is its own.
COPY = """
mount -t overlay overlay -o lowerdir=/,upperdir={stage}/upper,workdir={stage}/work {stage}/root
cd {stage}/root
cp {stand_ins}/apt-get usr/local/sbin/
chmod o+x root
ip link set lo up
ip address add 192.0.2.1/32 dev lo
rm -rf etc/werkplaats.env srv/werkplaats etc/nginx/sites-enabled/*
rm -rf etc/postgresql/* var/lib/postgresql/*
ln -s ../sites-available/default etc/nginx/sites-enabled/
"""
# A Debian of which nothing was taken yet; it gets packages where this machine does.
FRESH = """
tar --extract --file={debian} --directory={stage}/root
cd {stage}/root
cp --dereference /etc/resolv.conf etc/
echo "127.0.0.1 localhost" > etc/hosts
cp /etc/apt/apt.conf.d/* etc/apt/apt.conf.d/
cp /etc/ssl/certs/ca-certificates.crt etc/ssl/certs/
"""
HAVE = """
mount --rbind /dev dev
mount -t proc proc proc
mount -t tmpfs none run
mount -t tmpfs -o mode=1777 none tmp
mkdir --parents opt/source
mount --bind {source} opt/source
cp {stand_ins}/systemctl {stand_ins}/certbot usr/local/sbin/
echo "127.0.0.1 {site}" >> etc/hosts
"""
# As the package of PostgreSQL makes one when it is installed.
CLUSTER = 'chroot . pg_createcluster "$(ls usr/lib/postgresql | tail -1)" main -- --no-sync >&2\n'
IS_UP = """
touch run/is-up
exec chroot . sleep infinity
"""


class Server:
    """A server that is up; `first` is its first process, by the number that it has here."""

    def __init__(self, first):
        self.first = first

    def run(self, script):
        """Return how a script of bash ended on the server, as root would type it."""
        spaces = [f"--target={self.first}", "--mount", "--pid", "--net", "--root", "--wd"]
        return subprocess.run(
            ["nsenter", *spaces, "bash", "-euo", "pipefail", "-c", f"cd\n{script}"],
            env={**REGISTRY, **ENVIRONMENT},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def do(self, script):
        """Return what a script wrote, which has to end well."""
        ended = self.run(script)
        assert ended.returncode == 0, f"{script}\n{ended.stdout}{ended.stderr}"
        return ended.stdout

    def follow(self, page, before_each=""):
        """Do what blocks of the page say, in order; return what all of it wrote.

        What a stranger fills in is ours; all else is as it stands there.
        """
        first, *blocks = BLOCK.findall(page)
        assert [line.split("=")[0] for line in first.splitlines()] == [*OURS]
        ours = "".join(f"{name}={value}\n" for name, value in OURS.items())
        written = ""
        for block in blocks:
            self.do(before_each or "true")
            written += self.do(f"{ours}{FOLDER_OF_BEFORE}{block}")
        return written


def read_page():
    """Return the page up to where the site is there, and the commands for a new version."""
    installing, _, rest = PAGE.read_text().partition("\n## Variables\n")
    return installing, BLOCK.search(rest.partition("\n## A new version\n")[2])[1]


@contextmanager
def copy_of_this_machine(folder):
    """Have a Server with the programs of this machine and no network, for the length of a block.

    `folder` is an empty one. Root alone may make it.
    """
    with namespaces(folder, ["--net"], BEGIN + COPY + HAVE + CLUSTER + IS_UP) as server:
        yield server


@contextmanager
def fresh_debian(folder):
    """Have a Server with nothing but a new Debian, for the length of a block.

    It fetches what the page says, and so has the network of this machine: nobody else may listen
    where a server does.
    """
    make_debian(folder)
    with namespaces(folder, [], BEGIN + FRESH + HAVE + IS_UP) as server:
        yield server
    (folder / "debian.tar").unlink()


@contextmanager
def namespaces(folder, more, script):
    """Have a Server that a script of bash makes in namespaces of its own."""
    if os.geteuid() != 0:
        pytest.fail("This test makes a machine within this one, which root alone may.")
    copy_code(folder / "source")
    (folder / "stage").mkdir()
    names = {"stage": folder / "stage", "source": folder / "source", "stand_ins": STAND_INS}
    names |= {"debian": folder / "debian.tar", "site": SITE}
    script = script.format(**{name: shlex.quote(str(each)) for name, each in names.items()})
    spaces = ["--mount", "--pid", "--fork", "--kill-child", *more]
    with subprocess.Popen(["unshare", *spaces, "bash", "-c", script]) as process:
        try:
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
            wait_for(lambda: is_up(process, children))
            yield Server(int(children.read_text()))
        finally:
            process.kill()


def make_debian(folder):
    """Put a new Debian, of the kind that this machine has, into a folder, as debian.tar."""
    suite = platform.freedesktop_os_release()["VERSION_CODENAME"]
    options = ["--quiet", "--variant=minbase", "--include=ca-certificates"]
    subprocess.run(["mmdebstrap", *options, suite, folder / "debian.tar"], check=True)


def is_up(process, children):
    """Return whether the first process of the server is there, and has all that it needs."""
    assert process.poll() is None, "The server could not be made: see above."
    first = children.read_text().strip()
    return first and Path("/proc", first, "root", "run/is-up").exists()


def list_own(folder):
    """Return a folder of pytest's and those that it is in, but for the one for all of a machine."""
    return [folder, *takewhile(lambda each: each != Path(gettempdir()), folder.parents)]


def copy_code(folder):
    """Make a repository of the code as it is here now, committed or not.

    This folder may be no repository: an archive of one will do as well.
    """
    shutil.copytree(settings.BASE_DIR, folder, ignore=shutil.ignore_patterns(*NOT_CODE))
    who = ["-c", "user.name=test", "-c", "user.email=test@example.org"]
    for command in [["init", "--quiet"], ["add", "."], [*who, "commit", "--quiet", "-m", "now"]]:
        subprocess.run(["git", "-C", folder, *command], check=True)
