"""The port that the site is served on: python3 -m installation.port, with PORT in the environment.

`make run` asks before anything is installed, so this takes the standard library only.
"""

import errno
import os
import re
import socket
import sys

__all__ = ["PortError", "check", "listen"]

NUMBER = re.compile("0|[1-9][0-9]*")
ADVICE = "choose a number from 1024 to 65535, for example: PORT=8123 make run"


class PortError(Exception):
    """The site cannot be served on this port; the message says why, and what to do."""


def check(port):
    """Raise PortError unless the site can be served on a port (a str, as somebody typed it)."""
    if port == "0":  # any that is free, which nobody could bookmark
        raise PortError(f"PORT is '0': {ADVICE}")
    listen(port).close()


def listen(port):
    """Return a socket that listens on a port (a str) of this machine only; 0 is any that is free.

    Raises PortError when the port is taken or is none.
    """
    if not NUMBER.fullmatch(port):
        raise PortError(f"PORT is {port!r}: {ADVICE}")
    try:
        return socket.create_server(("127.0.0.1", int(port)), backlog=64)
    except OverflowError:
        raise PortError(f"PORT is {port!r}: {ADVICE}") from None
    except OSError as error:
        raise PortError(f"Port {port} {explain(error)}") from error


def explain(error):
    """Return why a port cannot be had, and what to do, from the OSError that said so."""
    if error.errno == errno.EADDRINUSE:
        return f"is in use: stop the program that has it, or {ADVICE}"
    if error.errno == errno.EACCES:
        return f"is for root only: {ADVICE}"
    return f"cannot be used ({error.strerror}): {ADVICE}"


if __name__ == "__main__":
    try:
        check(os.environ["PORT"])
    except PortError as error:
        sys.exit(str(error))
