"""Tasks and periodic jobs for the tests; each writes down what it did."""

import os
import time
from pathlib import Path

from django.db import connection, transaction
from django.utils.translation import activate, get_language
from django_tasks import task

from background.retries import retry_on
from tests.waiting import PATIENCE, wait_for


@task(backend="background")
def note(path, number, seconds=0):
    """Work for some seconds, then add a line with a number to a file."""
    time.sleep(seconds)
    write(path, f"{number}\n")


@task(backend="background")
def note_behind_gate(path, number, gate):
    """Wait until a file (the gate) is there, then add a line with a number to another.

    That it waits is told by a file beside the gate.
    """
    Path(f"{gate}.reached").touch()
    wait_for(Path(gate).exists)
    write(path, f"{number}\n")


@task(backend="background", takes_context=True)
def note_attempt(context, path):
    write(path, f"attempt {context.attempt}\n")


@task(backend="background", takes_context=True)
def note_when_tried_again(context, path, number):
    """Work until the worker is killed; the next one notes the number at once."""
    if context.attempt == 1:
        time.sleep(PATIENCE)
    write(path, f"{number}\n")


@task(backend="background")
def note_language(path):
    """Note the language that is active, and leave another one behind."""
    write(path, f"{get_language()}\n")
    activate("en")


@task(backend="background")
def fail():
    raise ValueError("there is a mistake in this task")


@task(backend="background")
@retry_on(OSError)
def mail_to_nobody():
    raise ConnectionRefusedError("no mail server")


@task(backend="background")
@transaction.atomic
def ask_too_much():
    """Ask the database for what it refuses with an OperationalError, and stay connected."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector", ["x" * 3000])


done = []


def do_well():
    """A periodic job."""
    done.append("well")


def do_badly():
    """A periodic job."""
    raise ValueError("this job has a mistake")


def wait_for_the_gate():
    """A periodic job, for workers that are other processes."""
    write(os.environ["JOB_NOTES"], "begin\n")
    wait_for(Path(os.environ["GATE"]).exists)
    write(os.environ["JOB_NOTES"], "end\n")


def write(path, line):
    """Append a line in one write, so that of several processes none loses another's."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(descriptor, line.encode())
    os.close(descriptor)
