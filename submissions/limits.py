"""How often somebody may do something: counted in PostgreSQL, exactly, by any number of servers."""

import logging
import re
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from background.words import in_words
from submissions.models import Count

__all__ = ["count", "delete_outdated_counts", "get_network", "hit", "take_back"]

logger = logging.getLogger(__name__)

# RFC 7239, section 4: a pair among others, of which the value may be quoted.
FORWARDED_FOR = re.compile(r"(?:^|;)\s*for=([^;]*)", re.IGNORECASE)

# The level that is for all visitors together: no room there is for somebody to look at.
SITE = "site"
# One statement, whose row lock makes those who come at the same time wait for one another.
UPSERT = """
    INSERT INTO submissions_count AS counted (key, hits, expires_at)
    VALUES (%(key)s, 1, %(expires)s)
    ON CONFLICT (key) DO UPDATE SET
        hits = CASE WHEN counted.expires_at > %(now)s THEN counted.hits + 1 ELSE 1 END,
        expires_at = CASE
            WHEN counted.expires_at > %(now)s THEN counted.expires_at ELSE excluded.expires_at END
    RETURNING hits, expires_at
"""


def count(name, keys, limits):
    """Count that `name` is done now; return the seconds until there is room for it, or 0 at once.

    `keys` says for whom, and `limits` how often in how many seconds, both by the same names:
    {"network": "192.0.2.1", "site": ""} and {"network": (5, 600), "site": (200, 3600)}. They are
    counted in the order of the keys up to the first without room, so that a network that is too
    busy takes no room from the others. The seconds are those until the count begins anew. A key
    that is None, as a network that cannot be told, is not counted: all who have none would be one.
    """
    for level, key in keys.items():
        if key is None:
            continue
        limit, seconds = limits[level]
        hits, expires_at = add_hit(f"{name} {level}", key, seconds)
        if hits > limit:
            if level == SITE:
                logger.error("More than %s times %s in %s seconds.", limit, name, seconds)
            return max(ceil((expires_at - timezone.now()).total_seconds()), 1)
    return 0


def hit(name, key, *, limit, seconds):
    """Count that `key` does `name` now; return whether that is within `limit` in `seconds`.

    `name` and `key` are of type str: what is counted, and for whom; only their HMAC is stored. The
    time begins with the first hit. Call this outside a transaction that may be long, or undone:
    whoever is next waits for its end, and a rollback takes the hit back.
    """
    hits, _expires_at = add_hit(name, key, seconds)
    return hits <= limit


def add_hit(name, key, seconds):
    """Count a hit; return how many there are now, and when the count begins anew."""
    now = timezone.now()
    values = {
        "key": hash_key(name, key),
        "now": now,
        "expires": now + timedelta(seconds=seconds),
    }
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, values)
        return cursor.fetchone()


def take_back(name, keys):
    """Count one time less that `name` was done, for each of `keys` as `count` takes them."""
    counted = {level: key for level, key in keys.items() if key is not None}
    hashed = [hash_key(f"{name} {level}", key) for level, key in counted.items()]
    Count.objects.filter(key__in=hashed, hits__gt=0).update(hits=F("hits") - 1)


def hash_key(name, key):
    """Return what is stored of a name and a key, in hexadecimal."""
    return salted_hmac("submissions.limits", f"{name} {key}", algorithm="sha256").hexdigest()


@in_words(_("Forget who was too busy"))
def delete_outdated_counts():
    """Delete the counts that are over; return how many."""
    deleted, _rows = Count.objects.filter(expires_at__lte=timezone.now()).delete()
    return deleted


def get_network(request):
    """Return the network that a request comes from: an IPv4 address, or the /64 of an IPv6 one.

    None where that cannot be read; it is logged, as a proxy is to be set up better. The other
    levels still count: those of the site, of an account, and of an address.

    A home or a telephone gets a whole /64 (RFC 6177), so one address of it says nothing. Behind
    TRUSTED_PROXY_COUNT proxies, each of which adds whom it heard to PROXY_HEADER, the sender is
    that many places from the right; what stands before it anybody may have written.
    """
    header = request.headers.get(settings.PROXY_HEADER, "")
    forwarded = header.split(",") if header else []
    count = settings.TRUSTED_PROXY_COUNT
    sender = forwarded[-count] if 0 < count <= len(forwarded) else request.META["REMOTE_ADDR"]
    address = read_address(sender)
    if address is None:
        logger.warning("The network of a visitor cannot be read: look at the proxy.")
        return None
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped or ip_network((address, 64), strict=False))
    return str(address)


def read_address(sender):
    """Return an address of IPv4 or IPv6, or None; it may have a port, brackets and quotation marks.

    So write some proxies it (RFC 7239, section 6, and the habits of Azure and IIS).
    """
    # "for=192.0.2.1;proto=https", where the header is Forwarded; names in any case.
    named = FORWARDED_FOR.search(sender)
    sender = (named[1] if named else sender).strip().strip('"')
    if sender.startswith("["):
        sender = sender[1:].partition("]")[0]
    elif sender.count(":") == 1:
        sender = sender.partition(":")[0]
    try:
        return ip_address(sender)
    except ValueError:
        return None
