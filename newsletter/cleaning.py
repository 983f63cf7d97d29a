"""What happens to subscribers by itself; the worker does it, as PERIODIC_WORK says."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from newsletter import subscribing
from newsletter.links import CONFIRM_WITHIN
from newsletter.mails import Mail
from newsletter.models import ConsentEvent, SignUpRequest, Subscriber
from newsletter.sending import queue_mail

__all__ = ["delete_old_proof", "delete_unconfirmed", "erase_stopped", "remind"]

REMIND_AFTER = timedelta(days=3)
ERASE_AFTER = timedelta(days=30)
# As long as somebody can hold it against us that they got mail (Civil Code 3:310).
PROOF_KEPT = timedelta(days=5 * 365)


def remind():
    """Mail who did not confirm in three days, once."""
    since = timezone.now() - REMIND_AFTER
    for pending in Subscriber.objects.pending().filter(requested_at__lte=since, reminded_at=None):
        with transaction.atomic():
            subscriber = subscribing.lock(pending)
            if subscriber.is_pending and subscriber.reminded_at is None:
                subscriber.reminded_at = timezone.now()
                subscriber.save()
                queue_mail(subscriber, Mail.REMINDER)


def delete_unconfirmed():
    """Delete who did not confirm in seven days, and all that was kept about the request.

    Nobody agreed to anything, so there is nothing to prove.
    """
    before = timezone.now() - CONFIRM_WITHIN
    with transaction.atomic():
        late = Subscriber.objects.pending().filter(requested_at__lte=before)
        for subscriber in late.select_for_update():
            subscriber.events.all().delete()
            subscriber.delete()
    SignUpRequest.objects.filter(at__lte=before).delete()


def erase_stopped():
    """Erase who stopped thirty days ago."""
    before = timezone.now() - ERASE_AFTER
    for subscriber in Subscriber.objects.unsubscribed().filter(stopped_at__lte=before):
        subscribing.forget(subscriber)


def delete_old_proof():
    """Delete the proof about people who are gone, after five years."""
    before = timezone.now() - PROOF_KEPT
    ConsentEvent.objects.filter(subscriber=None, at__lte=before).delete()
