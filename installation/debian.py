"""Packages of Debian's: python3 -m installation.debian PACKAGE "what it is for"

Root gets the package; anybody else gets a sentence. The standard library only, as for `port`.
"""

import os
import shutil
import subprocess
import sys

__all__ = ["DebianError", "install"]

QUIET = {"DEBIAN_FRONTEND": "noninteractive"}


class DebianError(Exception):
    """A package is missing and could not be installed; the message says what to do."""


def install(package, purpose):
    """Install a package; `purpose` is a sentence about who needs it. Raises DebianError."""
    is_able = os.geteuid() == 0 and shutil.which("apt-get")
    if not is_able or not run_apt(package):
        raise DebianError(f"{purpose}: have somebody run apt-get install {package}")


def run_apt(package):
    """Return whether apt could install a package, whose complaints stay to be read."""
    print(f"Installing Debian's {package}", flush=True)
    commands = [["update", "-qq"], ["install", "-qq", "-y", package]]
    return all(
        subprocess.run(  # noqa: S603
            ["apt-get", *command],  # noqa: S607
            env={**os.environ, **QUIET},
            stdout=subprocess.DEVNULL,
        ).returncode
        == 0
        for command in commands
    )


if __name__ == "__main__":
    try:
        install(*sys.argv[1:])
    except DebianError as error:
        sys.exit(str(error))
