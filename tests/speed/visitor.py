"""Somebody who asks a served site for pages, the way a browser does."""

import time
from http.client import HTTPConnection

from tests.waiting import PATIENCE

__all__ = ["HEADERS", "UNCACHED", "fetch", "time_fetch"]

HEADERS = {"Accept-Encoding": "gzip, deflate, br", "Accept-Language": "nl"}
# A page for whoever may have a message waiting is not taken from a cache, nor does it cost more.
UNCACHED = {**HEADERS, "Cookie": "messages=none"}


def fetch(site, address, headers=HEADERS):
    """Return the body (bytes, as sent) of an address of a ServedSite, over a connection of its own.

    So that the processes of the web server have their turns.
    """
    connection = HTTPConnection(site.host, timeout=PATIENCE)
    try:
        connection.request("GET", address, headers=headers)
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    assert response.status == 200, (site.name, address, response.status)
    return body


def time_fetch(site, address):
    """Return the seconds until an address is answered whole."""
    began = time.perf_counter()
    fetch(site, address)
    return time.perf_counter() - began
