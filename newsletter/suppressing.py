"""Sending nothing any more to an address that cannot be reached, or that complained."""

from django.db import transaction

from newsletter.models import ConsentEvent, Subscriber, Suppression
from newsletter.models.consent import get_email_hmac
from newsletter.proof import lock_if_there, record

__all__ = ["suppress"]

KINDS = {
    Suppression.Reason.BOUNCED: ConsentEvent.Kind.BOUNCED,
    Suppression.Reason.COMPLAINED: ConsentEvent.Kind.COMPLAINED,
}


@transaction.atomic
def suppress(subscriber, email_hmac, reason):
    """Mail a subscriber no more, unless they are gone, or have another address by now.

    `email_hmac` is the mark of the address that was tried, `reason` a Suppression.Reason. Returns
    whether that made a difference; only the button in a mail undoes it.
    """
    subscriber = lock_if_there(subscriber)
    if subscriber is None or get_email_hmac(subscriber.email) != email_hmac:
        return False
    Suppression.objects.get_or_create(email_hmac=email_hmac, defaults={"reason": reason})
    if not (subscriber.is_active or subscriber.is_pending):
        return False
    subscriber.status = Subscriber.Status.SUPPRESSED
    subscriber.save()
    record(subscriber, KINDS[reason])
    return True
