"""How often somebody may do something: counted in PostgreSQL, exactly, by any number of servers."""

from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from submissions.models import Count

__all__ = ["delete_outdated_counts", "get_network", "hit"]

# One statement, whose row lock makes those who come at the same time wait for one another.
UPSERT = """
    INSERT INTO submissions_count AS counted (key, hits, expires_at)
    VALUES (%(key)s, 1, %(expires)s)
    ON CONFLICT (key) DO UPDATE SET
        hits = CASE WHEN counted.expires_at > %(now)s THEN counted.hits + 1 ELSE 1 END,
        expires_at = CASE
            WHEN counted.expires_at > %(now)s THEN counted.expires_at ELSE excluded.expires_at END
    RETURNING hits
"""


def hit(name, key, *, limit, seconds):
    """Count that `key` does `name` now; return whether that is within `limit` in `seconds`.

    `name` and `key` are of type str: what is counted, and for whom; only their HMAC is stored. The
    time begins with the first hit. Call this outside a transaction that may be long, or undone:
    whoever is next waits for its end, and a rollback takes the hit back.
    """
    now = timezone.now()
    values = {
        "key": salted_hmac("submissions.limits", f"{name} {key}", algorithm="sha256").hexdigest(),
        "now": now,
        "expires": now + timedelta(seconds=seconds),
    }
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, values)
        (hits,) = cursor.fetchone()
    return hits <= limit


def delete_outdated_counts():
    """Delete the counts that are over; return how many."""
    deleted, _rows = Count.objects.filter(expires_at__lte=timezone.now()).delete()
    return deleted


def get_network(request):
    """Return the network that a request comes from: an IPv4 address, or the /64 of an IPv6 one.

    A home or a telephone gets a whole /64 (RFC 6177), so one address of it says nothing. Behind
    TRUSTED_PROXY_COUNT proxies, each of which adds whom it heard to X-Forwarded-For, the sender
    is that many places from the right; what stands before it anybody may have written.
    """
    header = request.headers.get("X-Forwarded-For", "")
    forwarded = header.split(",") if header else []
    count = settings.TRUSTED_PROXY_COUNT
    sender = forwarded[-count] if 0 < count <= len(forwarded) else request.META["REMOTE_ADDR"]
    try:
        address = ip_address(sender.strip())
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped or ip_network((address, 64), strict=False))
    return str(address)
