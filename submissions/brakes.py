"""What slows down who sends many forms, and closes none of them to the others.

A network that is too busy waits for its own room. When the whole site is too busy, nobody is
refused: a form has to have been open for half a minute, which a person hardly notices, and each
page serves a few forms only. So somebody with many networks cannot shut everybody out. Who has a
page that everybody gets, and that nobody knows the age of, then gets one of their own first.
"""

from submissions import limits, stamps
from submissions.forms import LONGEST, SHORTEST, SLOW

__all__ = ["count_form"]

# How many forms a page of somebody's own may send: enough to go back and mend something.
OWN_USES = 10
# How many forms a network may send with the stamp that everybody gets on a day: a room full of
# people. After that each gets a stamp of their own, and presses once more.
DAY_USES = 100


def count_form(request, form, name, ceilings, **keys):
    """Count a valid ProtectedForm; return the seconds until there is room for it, or 0.

    `ceilings` has those of the network, the site, and of each other level in `keys`, as
    `submissions.limits.count` takes them.
    """
    keys = {"network": limits.get_network(request), **keys}
    if seconds := limits.count(name, keys, ceilings):
        return seconds
    if not has_uses_left(form.cleaned_data["stamp"], keys["network"]):
        form.renew_stamp()
        return SHORTEST.seconds
    if limits.count(name, {limits.SITE: ""}, ceilings) and not form.has_been_open(SLOW):
        if stamps.is_of_a_day(form.cleaned_data["stamp"]):
            form.renew_stamp()
        return SLOW.seconds
    return 0


def has_uses_left(stamp, network):
    """Count that a stamp is used from a network; return whether it may be."""
    week = int(LONGEST.total_seconds())
    if stamps.is_of_a_day(stamp):
        return limits.hit("stamp of a day", f"{stamp} {network}", limit=DAY_USES, seconds=week)
    return limits.hit("form with one stamp", stamp, limit=OWN_USES, seconds=week)
