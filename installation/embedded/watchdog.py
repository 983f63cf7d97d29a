"""Keeps the server of a data directory up: python -m installation.embedded.watchdog DATA_DIRECTORY

It is a process of its own so that it can stop the server when `manage.py serve`, its parent, is
killed. The server itself is no child of anybody.
"""

import os
import select
import signal
import sys
from pathlib import Path

from . import processes, server

__all__ = ["ENVIRONMENT"]

# For the processes whose server has a watchdog: they start none, not even when it was stopped.
ENVIRONMENT = {"POSTGRESQL_HAS_WATCHDOG": "1"}


def keep(data_directory):
    """Start the server whenever it is not up, until a signal comes; then stop it."""
    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    try:
        while True:
            server.ensure_running(data_directory)
            wait_for_end(data_directory)
            print("PostgreSQL has ended; it is started again now.", file=sys.stderr, flush=True)
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        server.stop(data_directory)


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
    try:
        keep(Path(sys.argv[1]))
    except server.ServerError as error:
        sys.exit(str(error))
