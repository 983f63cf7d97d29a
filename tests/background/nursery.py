"""Starts workers in a moment: loads the site once, then forks one when it is told.

It runs the real command, in a process that imported everything before. The test writes the name
of one of COMMANDS with its arguments, and reads one line: a number, such as the process id.
"""

import os
import signal
import sys
import traceback
from datetime import timedelta

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections


def start_worker(grace):
    """Fork a process that runs `manage.py worker`; returns its id."""
    return fork("worker", "--verbosity=0", f"--grace={grace}")


def start_stock_worker(grace):
    """Fork a process that runs django-tasks-db's own worker until the queue is empty."""
    options = ["--backend=background", "--queue-name=*", "--verbosity=0"]
    return fork("db_worker", "--batch", "--no-startup-delay", *options)


def fork(*command):
    """Run a command of manage.py in a process of its own; returns its id."""
    process_id = os.fork()
    if process_id:
        return process_id
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    try:
        call_command(*command)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def enqueue(path, first, last, seconds):
    """Enqueue a task for each number from first to last; returns how many."""
    from tests.background.work import note

    for number in range(int(first), int(last) + 1):
        note.enqueue(path, number, float(seconds))
    return int(last) + 1 - int(first)


def enqueue_gated(path, first, last, gate):
    """Enqueue a task for each number, which waits for a file (the gate); returns how many."""
    from tests.background.work import note_behind_gate

    for number in range(int(first), int(last) + 1):
        note_behind_gate.enqueue(path, number, gate)
    return int(last) + 1 - int(first)


def enqueue_long(path, number):
    """Enqueue a task that takes a minute, unless its worker is killed; returns its number."""
    from tests.background.work import note_when_tried_again

    note_when_tried_again.enqueue(path, number)
    return number


def enqueue_of_others():
    """Enqueue a task that is none of a test, as the site itself may; returns how many."""
    from newsletter.intake import take_up

    take_up.enqueue(0)
    return 1


COMMANDS = {
    "worker": start_worker,
    "stock-worker": start_stock_worker,
    "enqueue": enqueue,
    "enqueue-gated": enqueue_gated,
    "enqueue-long": enqueue_long,
    "enqueue-of-others": enqueue_of_others,
}


def main():
    django.setup()
    settings.PERIODIC_WORK = {"tests.background.work.wait_for_the_gate": timedelta(days=1)}
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no zombies
    print("ready", flush=True)
    for line in sys.stdin:
        name, *arguments = line.split()
        print(COMMANDS[name](*arguments), flush=True)
        # A worker must not inherit a connection, and the server may be stopped meanwhile.
        connections.close_all()


if __name__ == "__main__":
    main()
