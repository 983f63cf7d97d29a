"""What every change of a subscriber begins and ends with: the lock, and the proof."""

from newsletter.models import ConsentEvent, Subscriber
from newsletter.models.consent import get_email_hmac

__all__ = ["lock", "lock_if_there", "make_proof", "record"]


def lock(subscriber):
    """Return the subscriber as it is now, and let nobody else change it in this transaction."""
    return Subscriber.objects.select_for_update().get(pk=subscriber.pk)


def lock_if_there(subscriber):
    """Return the same as `lock`, or None for somebody who was erased meanwhile."""
    return Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first()


def record(subscriber, kind, **fields):
    """Keep the proof of what a subscriber did; return the ConsentEvent."""
    event = make_proof(subscriber, kind, **fields)
    event.save()
    return event


def make_proof(subscriber, kind, **fields):
    """Return the proof of what a subscriber did, as a ConsentEvent that is not saved."""
    values = {
        "subscriber": subscriber,
        "email_hmac": get_email_hmac(subscriber.email),
        "language": subscriber.language,
        "kind": kind,
        **fields,
    }
    return ConsentEvent(**values)
