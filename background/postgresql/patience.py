"""How long a process waits for the database, and what it takes for a database that is away.

A database that was stopped refuses a connection, and everybody knows at once. One that hangs, with
its disk or its machine, takes a connection and says nothing more: without this, whoever asks it
something waits for ever.
"""

import socket
import time
from dataclasses import dataclass

import psycopg
from psycopg.waiting import Ready

__all__ = [
    "FOR_VISITORS",
    "FOR_WORK",
    "Patience",
    "SilentError",
    "check",
    "choose",
    "get",
    "listen",
]

# The first thing that a program may send to any PostgreSQL, which answers with one letter: whether
# it speaks TLS (the manual of PostgreSQL, "Message Formats", SSLRequest).
QUESTION = bytes([0, 0, 0, 8, 4, 210, 22, 47])
# Who finds that the database is away spares the others of its process to find out for themselves.
REMEMBERED_SECONDS = 1
# What a server may take to end a statement that was too long.
GRACE_SECONDS = 5


class SilentError(psycopg.OperationalError):
    """The database takes connections and does not answer."""


@dataclass(frozen=True)
class Patience:
    """How long to wait.

    `statement` and `lock` are kept by the server: milliseconds, and 0 is for ever. A server that
    says nothing for `silence` seconds, busy or not, is asked whether it lives, and has `answer`
    seconds to say so. `for_restart` is whether to wait for one that somebody starts again.
    """

    statement: int = 0
    lock: int = 0
    silence: float | None = None
    answer: float = 5
    for_restart: bool = True


# A visitor reads within half a second that it is of no use to wait. A lock may be held for as long
# as a mail server takes, which is EMAIL_TIMEOUT.
FOR_VISITORS = Patience(15_000, 12_000, silence=0.2, answer=0.2, for_restart=False)
FOR_WORK = Patience(600_000, 60_000, silence=10, answer=10)


class Here:
    """What this process knows."""

    patience = Patience()
    away_until = 0.0


def choose(patience):
    """Set the Patience of this process, for connections that it makes from now on."""
    Here.patience = patience


def get():
    """Return the Patience of this process."""
    return Here.patience


def check(host, port, seconds):
    """Raise SilentError unless a server answers there within some seconds, or refuses to.

    `host` and `port` are as libpq takes them (two str). What it refuses, who connects is told.
    """
    if time.monotonic() < Here.away_until:
        raise SilentError("The database was away a moment ago.")
    try:
        ask(host, port, seconds)
    except TimeoutError as error:
        Here.away_until = time.monotonic() + REMEMBERED_SECONDS
        raise SilentError(f"The database does not answer within {seconds} s.") from error
    except OSError:
        return


def ask(host, port, seconds):
    """Put the QUESTION to a server and wait for its answer; raises OSError."""
    if host.startswith("/"):
        family, address = socket.AF_UNIX, f"{host}/.s.PGSQL.{port}"
    else:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family) as line:
        line.settimeout(seconds)
        line.connect(address)
        line.sendall(QUESTION)
        line.recv(1)


def listen(generator, host, port):
    """Pass on what a generator of psycopg waits for; raise SilentError when the server is away.

    That is asked on a line of its own, after a silence; a server that answers there is busy, and
    is left in peace for twice as long.
    """
    patience, silent_since = get(), time.monotonic()
    pause = patience.silence
    try:
        awaited = next(generator)
        while True:
            ready = yield awaited
            now = time.monotonic()
            if ready != Ready.NONE:
                silent_since, pause = now, patience.silence
            elif now - silent_since >= pause:
                check_busy(host, port, pause)
                pause *= 2
            awaited = generator.send(ready)
    except StopIteration as end:
        return end.value


def check_busy(host, port, pause):
    """Raise SilentError unless a server that has been silent for a pause has reason to be."""
    patience = get()
    if patience.statement and pause > patience.statement / 1000 + GRACE_SECONDS:
        raise SilentError("The database does not end what it was asked.")
    check(host, port, max(patience.answer, pause))
