"""Asks the register of DOIs what it knows of one: content negotiation, as doi.org offers it.

The register sends on to who registered the DOI, Crossref or DataCite for example, which answer in
the same form (CSL JSON). Each step is a connection to the internet only: `linkcheck.connections`.
"""

import json
from email.utils import parseaddr
from http.client import HTTPException
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri

from linkcheck.asking import encode
from linkcheck.connections import PrivateAddressError, connect

__all__ = ["AwayError", "UnknownDoiError", "ask"]

FORM = "application/vnd.citationstyles.csl+json"
REDIRECTS = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 5
UNKNOWN = {404, 410}
# Of an article with a thousand authors; more is not read.
MOST_READ = 1024 * 1024


class UnknownDoiError(Exception):
    """Nobody registered this DOI."""


class AwayError(Exception):
    """The register does not answer, or not with what it was asked for."""


def ask(doi):
    """Return what is known of a DOI as a dictionary of CSL JSON.

    Raises UnknownDoiError or AwayError.
    """
    try:
        item = json.loads(follow(settings.DOI_REGISTER + quote(doi, safe="/")))
    except (PrivateAddressError, OSError, HTTPException, ValueError) as error:
        raise AwayError from error
    if not isinstance(item, dict):
        raise AwayError
    return item


def follow(url):
    """Return the body of the answer to an address, wherever it leads on to."""
    for _step in range(MOST_REDIRECTS + 1):
        status, location, body = request(url)
        if status in UNKNOWN:
            raise UnknownDoiError
        if status == 200 and len(body) <= MOST_READ:
            return body
        if status not in REDIRECTS or not location:
            raise AwayError
        url = urljoin(url, iri_to_uri(location.encode("latin-1")))
    raise AwayError


def request(url):
    """Return the status, the Location and the body of the answer to one request."""
    parts = urlsplit(iri_to_uri(url))
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with connect(parts.scheme, encode(parts.hostname), parts.port) as connection:
        connection.request("GET", path, headers=get_headers())
        response = connection.getresponse()
        body = response.read(MOST_READ + 1)
        return response.status, response.headers.get("Location", ""), body


def get_headers():
    """Return what is asked for, and who asks: Crossref wants to know whom to write to."""
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return {
        "Accept": FORM,
        "User-Agent": f"DoiLookup (+{settings.WAGTAILADMIN_BASE_URL}; mailto:{address})",
        "Connection": "close",
    }
