"""Asks another website whether a page is there, as an honest stranger: HEAD, and GET if need be."""

import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from urllib.parse import urljoin, urlsplit

import idna
from django.conf import settings
from django.utils import timezone
from django.utils.encoding import iri_to_uri

from linkcheck.connections import PrivateAddressError, connect
from linkcheck.models import LONGEST, Address

__all__ = ["Outcome", "ask"]

State = Address.State
PERMANENT = {301, 308}
REDIRECTS = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 5
GONE = {404, 410}
# The server itself is unwell, or asks for patience.
SILENT = {408, 425}
# So much of a page is taken; the rest is not waited for.
MOST_READ = 64 * 1024
MOST_WAITED = timedelta(days=30)
# So many characters of a Retry-After are read; a date has fewer.
MOST_OF_WAIT = 100
# What a resolver says when there is no such name; all else may pass.
NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


@dataclass(frozen=True)
class Outcome:
    """What a website said: a state, its new address or "", and how long it asks to be left alone.

    `wait` is a timedelta, or None.
    """

    state: Address.State
    moved_to: str = ""
    wait: timedelta | None = None


@dataclass(frozen=True)
class Answer:
    """The part of an answer that matters here."""

    status: int
    location: str
    wait: timedelta | None


def ask(url):
    """Return the Outcome of looking at an address."""
    try:
        return follow(url)
    except socket.gaierror as error:
        return Outcome(State.NO_HOST if error.errno in NO_SUCH_NAME else State.SILENT)
    except (PrivateAddressError, ssl.SSLCertVerificationError):
        # A certificate that browsers take can be wrong here: some of them look for what is missing.
        return Outcome(State.CLOSED)
    except (idna.IDNAError, ValueError):
        # No browser finds anything there either.
        return Outcome(State.NO_HOST)
    except (OSError, HTTPException):
        return Outcome(State.SILENT)


def follow(url):
    """Return the Outcome of an address and of where it leads on to."""
    current, is_permanent = url, True
    for _step in range(MOST_REDIRECTS + 1):
        answer = ask_once(current)
        if answer.status not in REDIRECTS or not answer.location:
            return judge(answer, current if is_permanent and current != url else "")
        is_permanent = is_permanent and answer.status in PERMANENT
        # The bytes that came, as browsers take them; and no NUL, which no database keeps.
        location = iri_to_uri(answer.location.encode("latin-1"))
        current = urljoin(current, location).partition("#")[0]
    return Outcome(State.CLOSED)


def judge(answer, moved_to):
    """Return the Outcome of the last Answer; `moved_to` is where the page is from now on, or ""."""
    if answer.status < 400:
        is_moved = moved_to and len(moved_to) <= LONGEST
        return Outcome(State.MOVED, moved_to) if is_moved else Outcome(State.WORKS)
    if answer.status in GONE:
        return Outcome(State.GONE, wait=answer.wait)
    # LinkedIn answers 999, which says no more than that it does not want to be asked.
    if answer.status in SILENT or 500 <= answer.status < 600:
        return Outcome(State.SILENT, wait=answer.wait)
    return Outcome(State.CLOSED, wait=answer.wait)


def ask_once(url):
    """Return the Answer of a server to HEAD, or to GET where it does not answer that well."""
    answer = request("HEAD", url)
    return answer if answer.status < 400 or answer.wait else request("GET", url)


def request(method, url):
    """Return the Answer to one request."""
    parts = urlsplit(iri_to_uri(url))
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(url)
    host = encode(urlsplit(url).hostname)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with connect(parts.scheme, host, parts.port) as connection:
        connection.request(method, path, headers=get_headers())
        response = connection.getresponse()
        response.read(MOST_READ)
        return Answer(
            response.status,
            response.headers.get("Location", ""),
            read_wait(response.headers.get("Retry-After", "")),
        )


def encode(host):
    """Return the name of a website as the internet knows it: "bücher.nl" is "xn--bcher-kva.nl"."""
    return host if host.isascii() else idna.encode(host, uts46=True).decode()


def get_headers():
    """Return what this server says of itself: who asks, why, and where to complain."""
    return {
        "User-Agent": f"Linkcheck (+{settings.WAGTAILADMIN_BASE_URL})",
        "Accept": "*/*",
        "Connection": "close",
    }


def read_wait(text):
    """Return how long a Retry-After asks to wait: a timedelta, or None where it says nothing."""
    text = text.strip()[:MOST_OF_WAIT]
    if text.isdecimal():
        return min(timedelta(seconds=min(int(text), 10**8)), MOST_WAITED)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(moment - timezone.now(), timedelta()), MOST_WAITED)
