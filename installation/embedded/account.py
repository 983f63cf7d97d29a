"""The account that the server runs under when the site runs as root, which PostgreSQL refuses."""

import os
import pwd
import shutil
import stat
import subprocess
import sys

from .errors import ServerError

NAME = "embedded_postgres"
USERADD_NAME_EXISTS = 9


def give(directory):
    """Give a new data directory (a Path) to the server's account; only root needs to.

    Raises ServerError when the account does not exist and cannot be made.
    """
    if os.geteuid() == 0:
        _ensure_exists()
        shutil.chown(directory, NAME, NAME)


def arguments_for(data_directory, programs):
    """Return the arguments (a dict) that make subprocess act as the data directory's owner.

    That account is let through to the data directory and to the folder of programs (two Paths).
    Empty for anybody but root. Raises ServerError when the data directory is root's own.
    """
    if os.geteuid() != 0:
        return {}
    owner = data_directory.stat()
    if owner.st_uid == 0:
        raise ServerError(
            f"{data_directory} belongs to root, and PostgreSQL does not run as root: give it to "
            f"another account, with: chown -R {NAME} {data_directory}"
        )
    for directory in {*data_directory.parents, *programs.parents}:
        _let_through(directory, owner.st_uid)
    return {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}


def _ensure_exists():
    """Make the account unless it exists."""
    try:
        pwd.getpwnam(NAME)
    except KeyError:
        _make()


def _make():
    """Make the account, which cannot log in; another process may make it at the same moment."""
    options = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
    command = ["/usr/sbin/useradd", *options, NAME]
    result = subprocess.run(command, capture_output=True, text=True)  # noqa: S603
    if result.returncode not in (0, USERADD_NAME_EXISTS):
        raise ServerError(
            f"PostgreSQL does not run as root, and no account could be made for it "
            f"({result.stderr.strip()}): run the site as a normal user."
        )
    _tell(f"PostgreSQL does not run as root: made the account {NAME} for it.")


def _let_through(directory, user_id):
    """Let an account pass through a directory to what is below it, but not list it."""
    status = directory.stat()
    if status.st_uid != user_id and not status.st_mode & stat.S_IXOTH:
        directory.chmod(stat.S_IMODE(status.st_mode) | stat.S_IXOTH)
        _tell(f"Let other accounts pass through {directory}, though not list it, for PostgreSQL.")


def _tell(sentence):
    """Say that something outside the site was changed."""
    print(sentence, file=sys.stderr, flush=True)
