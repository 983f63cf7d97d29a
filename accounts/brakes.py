"""The brake on every door that asks for a password: per network, and per account.

Nobody shuts a door on a colleague: what one network tries says nothing about another. An account
that is tried from everywhere at once only becomes slow, a try in two minutes for each network, and
never shut (OWASP Authentication Cheat Sheet, "Login Throttling").
"""

import logging

from django.conf import settings

from submissions.limits import count, hit, take_back

__all__ = ["count_try", "forget_try"]

logger = logging.getLogger(__name__)


def count_try(door, account, network):
    """Count that a network tries a password; return the seconds until it may, or 0 at once.

    `door` (a str) is what the password opens, `account` whose it is, and `network` what
    `submissions.limits.get_network` returns.
    """
    limits = settings.PASSWORD_LIMITS
    if seconds := count(door, get_keys(account, network), limits):
        return seconds
    limit, seconds = limits["everywhere"]
    if hit(f"{door} everywhere", account, limit=limit, seconds=seconds):
        return 0
    logger.warning("More than %s tries of one %s in %s seconds: slowed down.", limit, door, seconds)
    limit, seconds = limits["slow"]
    is_next = hit(f"{door} slow", f"{account} {network}", limit=limit, seconds=seconds)
    return 0 if is_next else seconds


def forget_try(door, account, network):
    """Count a try no longer, because the password was right: colleagues may share a network."""
    take_back(door, get_keys(account, network))
    take_back(door, {"everywhere": account})


def get_keys(account, network):
    """Return for whom a try is counted, as `count` takes it."""
    return {"network": network, "account": f"{account} {network}"}
