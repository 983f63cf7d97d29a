"""Where pages are kept: files that all processes of a machine share, and that survive a restart.

A page is one file with what is said about it in the first line, and below it the page in each
encoding. It appears and is replaced at once, so nobody reads half a page. The system keeps in
memory what is read often, once for all processes.
"""

import fcntl
import hashlib
import json
import logging
import os
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

__all__ = ["Kept", "Store", "get_store"]

logger = logging.getLogger(__name__)

# In each of these folders a share of the pages, with a share of the room.
FOLDERS = "0123456789abcdef"
# What a file takes of a disk, however small it is, and a multiple of it.
BLOCK = 4096
# For how long somebody waits for another who makes the same page.
LONGEST_WAIT = 5
LOOK_SECONDS = 0.01
# What a process that was killed left behind.
ABANDONED_SECONDS = 60


@dataclass
class Kept:
    """A page as it is kept: when it was made (a time of Unix), of which version of the site, and
    what is sent: status, headers (a list of pairs) and bodies (bytes by the name of an encoding).

    `is_first_to_go` is whether it makes room for others: anybody can invent addresses like its own.
    """

    version: str
    made_at: float
    status: int
    headers: list
    bodies: dict
    is_first_to_go: bool = False

    def pack(self):
        """Return all of it as bytes."""
        sizes = {encoding: len(body) for encoding, body in self.bodies.items()}
        about = [self.version, self.made_at, self.status, self.headers, sizes]
        return b"\n".join([json.dumps(about).encode(), b"".join(self.bodies.values())])

    @classmethod
    def unpack(cls, content):
        """Return what `pack` made bytes of."""
        start = content.index(b"\n") + 1
        version, made_at, status, headers, sizes = json.loads(content[:start])
        if start + sum(sizes.values()) != len(content):
            raise ValueError("A machine that lost its power may leave a part of a file.")
        bodies = {}
        for encoding, size in sizes.items():
            bodies[encoding] = memoryview(content)[start : start + size]
            start += size
        return cls(version, made_at, status, headers, bodies)


class Store:
    """A folder (a Path) with pages, by keys (str), which together take no more than `room` bytes.

    Safe to use for any number of processes and threads.
    """

    def __init__(self, folder, room):
        self.folder = folder
        self.room = room // len(FOLDERS)

    def find(self, key):
        """Return the Kept of a key, or None."""
        try:
            with open(self.get_path(key), "rb") as file:
                return Kept.unpack(file.read())
        except (OSError, ValueError):
            # Not kept, or by other code than this.
            return None

    def keep(self, key, kept):
        """Keep a page under a key; a disk that is full keeps nothing, and is no failure."""
        path, content = Path(self.get_path(key)), kept.pack()
        unfinished = path.with_suffix(f".{os.getpid()}-{time.monotonic_ns()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.make_room(path.parent, len(content))
            unfinished.write_bytes(content)
            if kept.is_first_to_go:
                os.utime(unfinished, (0, 0))
            unfinished.replace(path)
        except OSError as error:
            logger.warning("A page could not be kept: %s", error.strerror)
            with suppress(OSError):
                unfinished.unlink()

    def forget(self, key):
        """Keep nothing under a key any more."""
        with suppress(OSError):
            Path(self.get_path(key)).unlink()

    def forget_all(self):
        """Keep nothing any more."""
        for folder in FOLDERS:
            with suppress(OSError):
                for entry in os.scandir(self.folder / folder):
                    Path(entry).unlink(missing_ok=True)

    def make_room(self, folder, size):
        """Delete what has been kept longest, until so many bytes fit in a folder."""
        files = sorted(self.list_files(folder))
        taken = sum(size for _time, size, _path in files)
        for _time, freed, path in files:
            if taken + round_up(size) <= self.room:
                return
            Path(path).unlink(missing_ok=True)
            taken -= freed

    def list_files(self, folder):
        """Yield time, room and path of what is kept in a folder; delete what was never finished."""
        for entry in os.scandir(folder):
            try:
                status = entry.stat()
            except FileNotFoundError:  # replaced or deleted meanwhile
                continue
            if "." not in entry.name:
                yield status.st_mtime, round_up(status.st_size), entry.path
            elif time.time() - status.st_ctime > ABANDONED_SECONDS:
                Path(entry).unlink(missing_ok=True)

    @contextmanager
    def making(self, key):
        """Let one at a time make the page of a key; yields the Turn of this one.

        Who has waited for long goes ahead: better twice than never.
        """
        # Some other keys have the same lock, so that there are not as many files as pages.
        turn = Turn(self.folder / "locks" / hash_key(key)[:2])
        try:
            turn.wait()
            yield turn
        finally:
            turn.end()

    def get_path(self, key):
        """Return the path of the file of a key, as a str: a Path takes longer than to read it."""
        name = hash_key(key)
        return f"{self.folder}/{name[0]}/{name}"


class Turn:
    """A lock on a file (a Path), which ends with its process at the latest.

    Where no file can be made or locked, it is everybody's turn at once.
    """

    def __init__(self, path):
        self.file = open_lock(path)
        self.has_waited = False

    def wait(self):
        """Wait for those who were earlier, though not for ever."""
        if self.file is None:
            return None
        deadline = time.monotonic() + LONGEST_WAIT
        while time.monotonic() < deadline:
            try:
                return fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self.has_waited = True
                time.sleep(LOOK_SECONDS)
            except OSError:
                # A disk of another machine, which knows no locks.
                return None
        return None

    def end(self):
        """Let others go ahead; may be called more than once."""
        if self.file is not None:
            self.file.close()


def open_lock(path):
    """Return a file to lock at a Path, or None on a disk that is full or not ours to write on."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return path.open("w")
    except OSError:
        # What is made is not kept either, which is told then.
        return None


def round_up(size):
    """Return what a file of so many bytes takes of a disk."""
    return -(-size // BLOCK) * BLOCK


def hash_key(key):
    """Return the name of a file for a key, in hexadecimal."""
    return hashlib.sha256(key.encode()).hexdigest()


def get_store():
    """Return the Store of this machine."""
    return Store(settings.PAGE_CACHE_DIR, settings.PAGE_CACHE_BYTES)
