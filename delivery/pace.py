"""How fast mails leave, from all servers together: DELIVERY_RATE and DELIVERY_WINDOW.

Each sender reserves a second's worth of mails at a time, in the database: so the limits are exact
for any number of senders, and are not asked for with each mail. What a sender that is killed had
reserved is lost, never sent too much.
"""

from collections import deque
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone

from background.locks import take_turn
from delivery.models import Reservation

__all__ = ["Pace"]

# At most, so that one sender does not keep the others waiting where no rate is set.
MOST_RESERVED = 50
# How long reservations are of use when there is no window.
KEPT = timedelta(minutes=1)


class Pace:
    """Tells one sender when it may send its next mail."""

    def __init__(self):
        self.moments = deque()

    def get_pause(self):
        """Return how many seconds to wait before the next mail, or before asking again.

        0 means now, and counts as a mail.
        """
        if not (settings.DELIVERY_RATE or settings.DELIVERY_WINDOW):
            return 0
        if not self.moments:
            reserved = reserve()
            if not isinstance(reserved, list):
                return count_seconds(reserved)
            self.moments.extend(reserved)
        pause = count_seconds(self.moments[0])
        if not pause:
            self.moments.popleft()
        return pause


def count_seconds(moment):
    """Return how long it is until a moment (a datetime), in seconds; 0 when it is over."""
    return max(0, (moment - timezone.now()).total_seconds())


@transaction.atomic
def reserve():
    """Return a list of moments at which this sender may send; or one moment, to ask again then."""
    take_turn("delivery pace")
    now, limit, length = timezone.now(), *read_window()
    Reservation.objects.filter(until__lt=now - max(length, KEPT)).delete()
    number = min(MOST_RESERVED, max(1, round(settings.DELIVERY_RATE or MOST_RESERVED)))
    if limit is not None:
        number = min(number, limit - count_since(now - length))
        if number <= 0:
            return Reservation.objects.earliest("until").until + length
    last = Reservation.objects.aggregate(until=Max("until"))["until"]
    since = max(now, last or now)
    step = timedelta(seconds=1 / settings.DELIVERY_RATE if settings.DELIVERY_RATE else 0)
    Reservation.objects.create(since=since, until=since + number * step, number=number)
    return [since + place * step for place in range(number)]


def count_since(moment):
    """Return how many mails were reserved that may have left after a moment."""
    rows = Reservation.objects.filter(until__gte=moment)
    return rows.aggregate(number=Sum("number"))["number"] or 0


def read_window():
    """Return how many mails may leave in how long (a timedelta); None and nothing for no limit."""
    if not settings.DELIVERY_WINDOW:
        return None, timedelta()
    limit, seconds = settings.DELIVERY_WINDOW.split("/")
    return int(limit), timedelta(seconds=int(seconds))
