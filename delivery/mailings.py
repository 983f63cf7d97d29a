"""What can be done with the sending of an issue; each step is done once, however many press it."""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from delivery.figures import get_progress, get_report
from delivery.models import Mailing, Rendering
from delivery.notices import tell_staff
from delivery.recipients import count_recipients, make_deliveries

__all__ = [
    "cancel",
    "count_recipients",
    "end",
    "get_progress",
    "get_report",
    "is_sending",
    "pause",
    "plan",
    "resume",
    "start_due",
    "stop_all",
    "take_back",
]

Status = Mailing.Status
Reason = Mailing.Reason

# Later than this a mailing is not sent by itself any more: what it says may be over.
MISSED_AFTER = timedelta(hours=24)


@transaction.atomic
def plan(renderings, topics, user, starts_at=None):
    """Have an issue sent, and return its Mailing; its words do not change any more.

    `renderings` has a Rendered for each language that it has an edition in, `topics` what it is
    about (Topics in the source language), or nothing for an issue for everybody. `starts_at` is a
    datetime; without one it begins after a moment in which it can still be taken back.
    """
    mailing = Mailing.objects.create(
        subject=choose_subject(renderings),
        made_by=user,
        starts_at=starts_at or timezone.now() + settings.DELIVERY_GRACE,
        is_for_everybody=not topics,
    )
    mailing.topics.set(topics)
    Rendering.objects.bulk_create(
        freeze(mailing, language, rendered) for language, rendered in renderings.items()
    )
    return mailing


def choose_subject(renderings):
    """Return what staff know a mailing by: its subject in the language of the site, if it has."""
    first = next(iter(renderings.values()))
    return renderings.get(settings.LANGUAGE_CODE, first).subject


def freeze(mailing, language, rendered):
    """Return a Rendered as a Rendering that is not saved."""
    whole = "\0".join([rendered.subject, rendered.html, rendered.text])
    return Rendering(
        mailing=mailing,
        language=language,
        subject=rendered.subject,
        html=rendered.html,
        text=rendered.text,
        sha256=hashlib.sha256(whole.encode()).hexdigest(),
    )


def take_back(mailing):
    """Not send a mailing that has not begun; return whether it was in time."""
    return move(mailing, [Status.SCHEDULED], Status.CANCELLED, reason=Reason.STAFF)


def pause(mailing, reason=Reason.STAFF):
    """Have the senders stop after the mail that they have in hand; return whether it was so."""
    return move(mailing, [Status.SENDING], Status.PAUSED, reason=reason)


def resume(mailing):
    """Go on with a mailing that was paused; return whether it was."""
    return move(mailing, [Status.PAUSED], Status.SENDING, reason="")


def cancel(mailing):
    """Send nobody else a mailing that has begun; return whether it was under way."""
    under_way = [Status.SENDING, Status.PAUSED]
    return move(mailing, under_way, Status.CANCELLED, reason=Reason.STAFF, ended_at=timezone.now())


def end(mailing):
    """Call a mailing sent of which nothing is left to be sent; return whether it was not yet."""
    return move(mailing, [Status.SENDING], Status.SENT, reason="", ended_at=timezone.now())


def is_sending(mailing):
    """Return whether a mailing is being sent at this moment."""
    return Mailing.objects.sending().filter(pk=mailing.pk).exists()


def move(mailing, statuses, status, **fields):
    """Give a mailing another status, if it has one of `statuses` now; return whether it had.

    One statement: of all who try, on whatever machine, one does it.
    """
    there = Mailing.objects.filter(pk=mailing.pk, status__in=statuses)
    is_done = bool(there.update(status=status, **fields))
    mailing.refresh_from_db()
    return is_done


def start_due():
    """Begin the mailings whose time has come, or call off what is far too late."""
    for mailing in Mailing.objects.due():
        if timezone.now() - mailing.starts_at > MISSED_AFTER:
            call_off(mailing)
        else:
            start(mailing)


def call_off(mailing):
    """Give a mailing that was missed back to staff, and tell them."""
    if move(mailing, [Status.SCHEDULED], Status.CANCELLED, reason=Reason.MISSED):
        tell_staff(mailing)


@transaction.atomic
def start(mailing):
    """Begin a mailing: its rows are there when its status says so, and not before."""
    if move(mailing, [Status.SCHEDULED], Status.SENDING, started_at=timezone.now()):
        make_deliveries(mailing)


def stop_all(**kwargs):
    """Stop what is planned or being sent, for the signal `backups.signals.restored`.

    The database is that of another moment, and does not know who got it since.
    """
    for mailing in Mailing.objects.filter(status__in=[Status.SCHEDULED, Status.SENDING]):
        move(mailing, [Status.SCHEDULED], Status.CANCELLED, reason=Reason.PUT_BACK)
        move(mailing, [Status.SENDING], Status.PAUSED, reason=Reason.PUT_BACK)
        tell_staff(mailing)
