"""Keeps the server of a data directory up: python -m installation.embedded.watchdog DATA_DIRECTORY

It is a process of its own so that it can stop the server when `manage.py serve`, its parent, is
killed. The server itself is no child of anybody. What it needs to start or stop one is imported
only then: all the rest of its life it waits, in a third of the memory.
"""

import os
import select
import signal
import sys
from pathlib import Path

from . import processes

__all__ = ["ENVIRONMENT"]

# For the processes whose server has a watchdog: they start none, not even when it was stopped.
ENVIRONMENT = {"POSTGRESQL_HAS_WATCHDOG": "1"}


def keep(data_directory):
    """Start the server whenever it is not up, until a signal comes; then stop it."""
    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    try:
        # The server is up already, as a rule.
        wait_for_end(data_directory)
        while True:
            start(data_directory)
            wait_for_end(data_directory)
            print("PostgreSQL has ended; it is started again now.", file=sys.stderr, flush=True)
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        stop(data_directory)


def start(data_directory):
    """Start the server unless it is up; ends this process when it does not start."""
    from .server import ServerError, ensure_running

    try:
        ensure_running(data_directory)
    except ServerError as error:
        sys.exit(str(error))


def stop(data_directory):
    """Stop the server if it is up; ends this process when it does not stop."""
    from .server import ServerError
    from .server import stop as stop_server

    try:
        stop_server(data_directory)
    except ServerError as error:
        sys.exit(str(error))


def leave(signal_number, frame):
    sys.exit()


def wait_for_end(data_directory):
    """Return when the postmaster has ended."""
    postmaster = processes.postmaster_among(processes.working_in(data_directory.resolve()))
    try:
        descriptor = os.pidfd_open(postmaster or 0)
    except OSError:  # it has ended meanwhile
        return
    try:
        while not select.select([descriptor], [], [], 1)[0]:
            pass
    finally:
        os.close(descriptor)


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
