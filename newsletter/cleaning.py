"""What happens to subscribers by itself; the worker does it, as PERIODIC_WORK says."""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from background.words import in_words
from newsletter import subscribing
from newsletter.links import CONFIRM_WITHIN
from newsletter.models import (
    AccessEntry,
    ConsentEvent,
    SignUpRequest,
    Subscriber,
    SubscriberImport,
    Suppression,
)
from newsletter.sending import queue_mail
from newsletter.words import Mail

__all__ = [
    "delete_outdated_access_entries",
    "delete_outdated_old_addresses",
    "delete_outdated_proof",
    "delete_outdated_reports",
    "delete_outdated_requests",
    "delete_outdated_unreachable",
    "delete_outdated_unsubscribed",
    "remind",
]

Kind = ConsentEvent.Kind

REMIND_AFTER = timedelta(days=3)
ERASE_AFTER = timedelta(days=30)
UNREACHABLE_KEPT = timedelta(days=90)
# As long as somebody can hold it against us that they got mail (Civil Code 3:310).
PROOF_KEPT = timedelta(days=5 * 365)


@in_words(_("Remind who did not confirm yet"))
def remind():
    """Mail who did not confirm in three days, once."""
    since = timezone.now() - REMIND_AFTER
    pending = Subscriber.objects.pending().filter(requested_at__lte=since, reminded_at=None)
    for_each_still_there(pending, remind_once)


def remind_once(subscriber):
    subscriber.reminded_at = timezone.now()
    subscriber.save()
    queue_mail(subscriber, Mail.REMINDER)


@in_words(_("Delete sign-ups that nobody confirmed"))
def delete_outdated_requests():
    """Delete who did not confirm in seven days, and all that was kept about the request."""
    before = timezone.now() - CONFIRM_WITHIN
    subscribing.delete_unconfirmed(
        Subscriber.objects.unconfirmed().filter(requested_at__lte=before)
    )
    SignUpRequest.objects.filter(at__lte=before).delete()


@in_words(_("Erase who unsubscribed"))
def delete_outdated_unsubscribed():
    """Erase who stopped thirty days ago, unless they asked for the newsletter again since."""
    now = timezone.now()
    stopped = Subscriber.objects.unsubscribed().filter(stopped_at__lte=now - ERASE_AFTER)
    outdated = stopped.exclude(requested_at__gt=now - CONFIRM_WITHIN)
    for_each_still_there(outdated, partial(subscribing.forget, reason=Suppression.Reason.STOPPED))


@in_words(_("Erase who could not be reached any more"))
def delete_outdated_unreachable():
    """Erase who got the newsletter until a mail bounced for good, ninety days ago.

    So staff have time to mend a mistyped address, and the reader to come back with the button.
    """
    now = timezone.now()
    bounced = ConsentEvent.objects.filter(
        kind__in=[Kind.BOUNCED, Kind.COMPLAINED], at__gt=now - UNREACHABLE_KEPT
    )
    outdated = (
        Subscriber.objects.unreachable()
        .exclude(pk__in=bounced.filter(subscriber__isnull=False).values("subscriber"))
        .exclude(requested_at__gt=now - CONFIRM_WITHIN)
    )
    for_each_still_there(outdated, partial(subscribing.forget, reason=Suppression.Reason.BOUNCED))


@in_words(_("Forget old addresses that could not be told of a move"))
def delete_outdated_old_addresses():
    """Forget the address of before a move, where thirty days were not enough to tell it."""
    before = timezone.now() - ERASE_AFTER
    moved = ConsentEvent.objects.filter(kind=Kind.MOVED, at__gt=before, subscriber__isnull=False)
    untold = Subscriber.objects.moved_untold().exclude(pk__in=moved.values("subscriber"))
    untold.update(old_email="")


def for_each_still_there(subscribers, do):
    """Do something to each of a queryset of subscribers, in a transaction of its own.

    Each is locked and looked at again first: who has come back or gone meanwhile is left alone.
    """
    for key in list(subscribers.values_list("pk", flat=True)):
        with transaction.atomic():
            if subscriber := subscribers.select_for_update().filter(pk=key).first():
                do(subscriber)


@in_words(_("Delete proof of consent that was kept long enough"))
def delete_outdated_proof():
    """Delete the proof about people who are gone, after five years."""
    before = timezone.now() - PROOF_KEPT
    ConsentEvent.objects.filter(subscriber=None, at__lte=before).delete()


@in_words(_("Delete the oldest lines of who saw which subscribers"))
def delete_outdated_access_entries():
    """Delete the entries of the access log that have been kept long enough; return how many."""
    deleted, _rows = AccessEntry.objects.outdated().delete()
    return deleted


@in_words(_("Delete reports of imports"))
def delete_outdated_reports():
    """Delete the reports of imports that have been kept long enough; return how many.

    The import itself stays: it says where the consent came from.
    """
    return SubscriberImport.objects.outdated().update(refused=[])
