"""Looks at other sites in the background: each address once a week, each site now and then."""

from datetime import timedelta
from time import monotonic

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from background.words import in_words
from linkcheck.asking import ask
from linkcheck.models import FAILURES_SHOWN, TIME_SHOWN, Address

__all__ = ["check_due"]

EVERY = timedelta(days=7)
# Three looks in three days: see FAILURES_SHOWN.
SOON = TIME_SHOWN / (FAILURES_SHOWN - 1)
BETWEEN = timedelta(seconds=10)
# In a run of once a minute, which begins none after so much time: mails wait meanwhile.
MOST_ASKED = 5
TIME_FOR_ALL = 5


@in_words(_("Look whether links to other sites work"))
def check_due():
    """Look at a few addresses whose time has come, each of another site, however many wait."""
    end = monotonic() + TIME_FOR_ALL
    for address in list_due():
        if monotonic() < end:
            record(address, ask(address.url))


def list_due():
    """Return the addresses to look at now, as a list: no site twice, nor one just looked at."""
    now = timezone.now()
    recent = Address.objects.filter(host=OuterRef("host"), checked_at__gt=now - BETWEEN)
    due = Address.objects.filter(~Exists(recent), next_check_at__lte=now)
    # However much of one site waits, the others come in their turn.
    first = due.order_by("host", "next_check_at", "pk").distinct("host")
    some = Address.objects.filter(pk__in=first.values("pk"))
    return list(some.order_by("next_check_at", "pk")[:MOST_ASKED])


@transaction.atomic
def record(address, outcome):
    """Keep what a website said, and when to look again."""
    now = timezone.now()
    # Somebody may have said meanwhile that it is right, or taken the last link away.
    kept = Address.objects.select_for_update().filter(pk=address.pk).first()
    if kept is None:
        return
    has_failed = outcome.state in [*Address.BROKEN, *Address.UNVERIFIABLE]
    if has_failed and is_same_failure(kept.state, outcome.state):
        kept.failures += 1
    else:
        kept.failures = int(has_failed)
        kept.since = kept.since if kept.state == outcome.state else now
    kept.state, kept.moved_to, kept.checked_at = outcome.state, outcome.moved_to, now
    kept.next_check_at = now + get_pause(kept, outcome)
    kept.save()
    if outcome.wait:
        leave_alone(kept.host, now + outcome.wait)


def is_same_failure(before, after):
    """Return whether two states are of one kind: a website may say it in other words each time."""
    return any(before in kind and after in kind for kind in [Address.BROKEN, Address.UNVERIFIABLE])


def get_pause(address, outcome):
    """Return how long (a timedelta) until an address is looked at again."""
    is_new = 0 < address.failures < FAILURES_SHOWN
    return max(SOON if is_new else EVERY, outcome.wait or timedelta())


def leave_alone(host, until):
    """Ask nothing of a website before it wants to be asked again."""
    Address.objects.filter(host=host, next_check_at__lt=until).update(next_check_at=until)
