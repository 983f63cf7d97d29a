"""What slows down who sends many forms, and closes none of them to the others.

A network that is too busy waits for its own room. When the whole site is too busy, nobody is
refused: a form has to have been open for half a minute, which a person hardly notices, and each
page serves a few forms only. So somebody with many networks cannot shut everybody out.
"""

from submissions import limits
from submissions.forms import LONGEST, SHORTEST, SLOW

__all__ = ["count_form"]

# How many forms one page may send. More than one, as a cache gives the same page to more people;
# who comes after them gets a fresh one, and presses once more.
STAMP_USES = 10


def count_form(request, form, name, ceilings, **keys):
    """Count a valid ProtectedForm; return the seconds until there is room for it, or 0.

    `ceilings` has those of the network, the site, and of each other level in `keys`, as
    `submissions.limits.count` takes them.
    """
    keys = {"network": limits.get_network(request), **keys}
    if seconds := limits.count(name, keys, ceilings):
        return seconds
    stamp, week = form.cleaned_data["stamp"], int(LONGEST.total_seconds())
    if not limits.hit("form with one stamp", stamp, limit=STAMP_USES, seconds=week):
        form.renew_stamp()
        return SHORTEST.seconds
    if limits.count(name, {limits.SITE: ""}, ceilings) and form.is_younger_than(SLOW):
        return SLOW.seconds
    return 0
