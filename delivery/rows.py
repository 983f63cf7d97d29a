"""Who has which mail in hand, and how each attempt ended: each step is one transaction.

A sender takes a row before it sends, and says so in the row with the name of its lock. The lock
ends with the sender. So a row that is in the hand of nobody was left by one that was killed, and
its mail may have left: it is sent again, and says that it may have arrived twice.
"""

import logging
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from background.locks import is_dead
from delivery.models import Delivery, Mailing
from newsletter.models.consent import get_email_hmac

__all__ = [
    "give_back",
    "put_back",
    "put_off",
    "record",
    "record_sent",
    "release_orphans",
    "take",
]

logger = logging.getLogger(__name__)

Status = Delivery.Status

# After each attempt that the receiver says to try again later.
DELAYS = [
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
]


@transaction.atomic
def take(mailing, lock_id):
    """Return the next Delivery of a mailing that is to be tried, now in the hand of a sender.

    None when there is none, or the mailing is not being sent any more. Who does not want it any
    more, or got it at this address already, is not mailed: then its status says so.
    """
    rows = Delivery.objects.pending().filter(
        mailing=mailing,
        mailing__status=Mailing.Status.SENDING,
        handed_to="",
        next_try_at__lte=timezone.now(),
    )
    rows = rows.select_related("subscriber").order_by("next_try_at", "pk")
    delivery = rows.select_for_update(of=["self"], skip_locked=True).first()
    if delivery is None:
        return None
    if not (is_wanted(delivery) and mark(delivery, lock_id)):
        delivery.status = Status.SKIPPED
        delivery.save(update_fields=["status"])
    return delivery


def is_wanted(delivery):
    """Return whether the subscriber is there, and did not stop."""
    return delivery.subscriber is not None and delivery.subscriber.is_active


def mark(delivery, lock_id):
    """Put a row in the hand of a sender; return False when its address got the mailing already.

    That is so when somebody moves to the address of another subscriber: both are one person then.
    """
    delivery.handed_to = lock_id
    delivery.email_hmac = get_email_hmac(delivery.subscriber.email)
    delivery.attempts += 1
    try:
        with transaction.atomic():
            delivery.save(update_fields=["handed_to", "email_hmac", "attempts"])
    except IntegrityError:
        delivery.refresh_from_db(fields=["handed_to", "email_hmac", "attempts"])
        return False
    return True


def record(delivery, status, **fields):
    """Keep how the sending of a row ended, for good.

    Whoever has it in hand: when the database was away, a colleague may have taken it since.
    """
    there = Delivery.objects.pending().filter(pk=delivery.pk)
    there.update(status=status, handed_to="", **fields)


def record_sent(delivery):
    """Keep that the server has the mail; what it said to earlier attempts is over."""
    nothing = {"refusal": "", "code": "", "reply": ""}
    record(delivery, Status.SENT, sent_at=timezone.now(), **nothing)


def give_back(delivery):
    """Let go of a row whose mail did not leave for certain, as if it had not been tried."""
    there = Delivery.objects.in_hand().filter(pk=delivery.pk, handed_to=delivery.handed_to)
    there.update(handed_to="", attempts=F("attempts") - 1)


def put_off(delivery, **fields):
    """Have a row tried again later; return False when it was tried often enough."""
    if delivery.attempts > len(DELAYS):
        return False
    next_try_at = timezone.now() + DELAYS[delivery.attempts - 1]
    there = Delivery.objects.pending().filter(pk=delivery.pk)
    there.update(handed_to="", next_try_at=next_try_at, **fields)
    return True


def put_back(refused):
    """Have refused rows (a queryset) sent again, as if they had not been tried."""
    refused.filter(status=Status.FAILED).update(
        status=Status.PENDING, attempts=0, next_try_at=timezone.now(), refusal="", code="", reply=""
    )


@transaction.atomic
def release_orphans():
    """Have the rows sent again that are in the hand of a sender that is gone."""
    for lock_id in set(Delivery.objects.in_hand().values_list("handed_to", flat=True)):
        if is_dead(lock_id):
            rows = Delivery.objects.in_hand().filter(handed_to=lock_id)
            number = rows.update(handed_to="", maybe_double=True)
            logger.warning("A sender is gone; mails sent again that it had in hand: %s", number)
