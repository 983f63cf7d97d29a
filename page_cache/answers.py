"""From an answer of the site to a page that is kept, and back."""

import gzip
import hashlib
import re
import time

import brotli
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import parse_http_date_safe

from page_cache.headers import FOR_ALL
from page_cache.store import Kept

__all__ = ["BROTLI_QUALITY", "answer", "can_be_kept", "make_kept"]

# A good deal smaller than by the first levels, at a millisecond for a page; the last levels of
# Brotli take a hundred times as long, which pays for files that are never made again.
BROTLI_QUALITY = 5
GZIP_LEVEL = 6
# What is smaller than a packet is not worth it.
SMALLEST = 500
TEXTS = ("text/", "application/json", "application/xml", "application/rss+xml", "image/svg+xml")
TEXT_ENDINGS = ("+xml", "+json")
LARGEST = 4 * 1024 * 1024
# What a browser says of an encoding that it does not take (RFC 9110, 12.4.2).
REFUSED = re.compile(r";q=0(?:\.0*)?$")
# These are of one answer, and the server sets them.
NOT_KEPT = {"content-length", "etag"}


def can_be_kept(response):
    """Return whether the next visitor may get this answer too: as its Cache-Control says."""
    return (
        response.get("Cache-Control") == FOR_ALL
        and not response.streaming
        and "Content-Encoding" not in response
        and len(response.content) <= LARGEST
    )


def make_kept(response, version, *, is_first_to_go=False):
    """Return the Kept of an answer, made of a version of the site (a str)."""
    patch_vary_headers(response, ["Accept-Encoding"])
    content = response.content
    # Weak, as the same page has other bytes in each encoding (RFC 9110, 8.8.1).
    digest = hashlib.sha256(content).hexdigest()[:32]
    headers = [pair for pair in response.items() if pair[0].lower() not in NOT_KEPT]
    if response.status_code == 200:
        headers.append(("ETag", f'W/"{digest}"'))
    bodies = {"identity": content}
    if len(content) >= SMALLEST and is_text(response.get("Content-Type", "")):
        bodies["br"] = brotli.compress(content, quality=BROTLI_QUALITY)
        bodies["gzip"] = gzip.compress(content, GZIP_LEVEL, mtime=0)
    return Kept(version, time.time(), response.status_code, headers, bodies, is_first_to_go)


def is_text(content_type):
    """Return whether content of a type becomes smaller in another encoding."""
    name = content_type.partition(";")[0].strip()
    return name.startswith(TEXTS) or name.endswith(TEXT_ENDINGS)


def answer(request, kept, how):
    """Return the answer to a request from a Kept: 304 without a body for who has it already.

    `how` is what is said of it in Cache-Status (RFC 9211), for whoever looks after the site.
    """
    encoding = choose_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""), kept.bodies)
    body = kept.bodies[encoding]
    headers = {
        **dict(kept.headers),
        "Content-Length": str(len(body)),
        "Cache-Status": f"werkplaats; {how}",
    }
    if encoding != "identity":
        headers["Content-Encoding"] = encoding
    content = b"" if request.method == "HEAD" else bytes(body)
    response = HttpResponse(content, status=kept.status, headers=headers)
    return get_conditional_response(
        request,
        etag=response.get("ETag"),
        last_modified=parse_http_date_safe(response.get("Last-Modified", "")),
        response=response,
    )


def choose_encoding(accepted, bodies):
    """Return the best encoding that there is and that a browser takes, by its Accept-Encoding."""
    offers = [each.lower().replace(" ", "") for each in accepted.split(",")]
    names = {each.partition(";")[0] for each in offers if not REFUSED.search(each)}
    return next((each for each in ["br", "gzip"] if each in names and each in bodies), "identity")
