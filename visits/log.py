"""What was read, written down a line for each time, until it is counted.

A line has the path of the page and the host that led there, and nothing of the visitor: no address,
no browser, no time. Each day has a file for each that writes: the site, and a proxy in front of it,
which answers without asking the site and writes the same (production/server/nginx.conf).
"""

import datetime
import logging
import re
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

__all__ = ["get_day", "is_robot", "list_logs", "read_line", "write"]

logger = logging.getLogger(__name__)

NAME = re.compile(r"(\d{4}-\d\d-\d\d)\.\w+\.log")
ROBOT = re.compile(settings.VISITS_ROBOTS, re.IGNORECASE)
# Longer than any address of ours; of what anybody may invent, no more is written down.
LONGEST = 500


def is_robot(browser):
    """Return whether a browser (User-Agent, a str) says that it is a program; none says nothing."""
    return not browser or bool(ROBOT.search(browser))


def write(path, referrer):
    """Write down that the page at a path was read, by who came from a page (its URL, or "")."""
    if len(path) > LONGEST or not path.isprintable():
        return
    line = f"{path}\t{get_host(referrer)}\n"
    # A count is not worth a page: on a full disk nothing is written.
    with suppress(OSError):
        append(line)


def append(line):
    """Add a line to the file of today; so short a one is written as a whole (POSIX, PIPE_BUF)."""
    folder = Path(settings.VISITS_DIR)
    path = folder / f"{timezone.localdate()}.site.log"
    try:
        file = path.open("a", buffering=1)
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("a", buffering=1)
    with file:
        file.write(line)


def get_host(url):
    """Return the host in a URL as a browser sends it, or "" when there is none to read."""
    with suppress(ValueError):
        parts = urlsplit(url)
        host = parts.hostname or ""
        # An app names itself in the same header: it is no site.
        if parts.scheme in {"http", "https"} and len(host) <= LONGEST and host.isprintable():
            return host
    return ""


def list_logs():
    """Return the files with what was read (Paths), the oldest first."""
    return sorted(path for path in Path(settings.VISITS_DIR).glob("*.log") if NAME.match(path.name))


def get_day(path):
    """Return the day (a date) that a file of `list_logs` is of."""
    return datetime.date.fromisoformat(NAME.match(path.name)[1])


def read_line(line):
    """Return path and host in a line (bytes), or None when it is no line of ours."""
    try:
        path, host = line.decode().rstrip("\n").split("\t")
    except ValueError:
        return None
    return (path, host) if path.startswith("/") else None
