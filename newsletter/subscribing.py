"""Every change of a subscriber, by whoever makes it: each one locks, changes, and keeps the proof.

(none) → pending → active → unsubscribed → erased
(none) → pending and not asked yet, by `newsletter.importing` → pending
active → cannot be reached, by `newsletter.suppressing`
pending → deleted after seven days; anything but active → active, by the button in a mail
"""

from django.db import transaction
from django.utils import timezone

from newsletter.models import (
    Choice,
    ConsentEvent,
    SignUpRequest,
    Subscriber,
    Suppression,
    Topic,
)
from newsletter.models.consent import get_email_hmac
from newsletter.proof import lock, make_proof, record
from newsletter.sending import queue_mail
from newsletter.words import Mail
from submissions.addresses import get_key

__all__ = [
    "ask_again",
    "ask_to_move",
    "asks_to_move",
    "change",
    "confirm",
    "confirm_move",
    "delete_unconfirmed",
    "forget",
    "lock",
    "make_proof",
    "record",
    "resume",
    "sign_up",
    "stay",
    "unsubscribe",
]

Kind = ConsentEvent.Kind
Status = Subscriber.Status


@transaction.atomic
def sign_up(request):
    """Take up a SignUpRequest, which is gone afterwards; return the Subscriber.

    Anybody can type in anybody's address: so nothing changes for who gets the newsletter already,
    and the others get a mail with a button.
    """
    # Who is erased at this very moment is made anew.
    subscriber, _is_new = Subscriber.objects.select_for_update().get_or_create(
        email=get_key(request.email), defaults={"language": request.language}
    )
    record(
        subscriber,
        Kind.ASKED,
        consent_text=request.consent_text,
        language=request.language,
        page=request.page,
        at=request.at,
    )
    if subscriber.is_active:
        queue_mail(subscriber, Mail.ALREADY)
    else:
        subscriber.language, subscriber.requested_at = request.language, request.at
        choose(subscriber, Choice(request.wants_all, tuple(request.topics)))
        queue_mail(subscriber, Mail.CONFIRM)
    request.delete()
    return subscriber


@transaction.atomic
def ask_again(subscriber, mail=Mail.CONFIRM):
    """Send the mail with the button once more, to who has a link that is too old.

    Returns False where the address got so many mails already that it gets none.
    """
    subscriber = lock(subscriber)
    if subscriber.is_active:
        return queue_mail(subscriber, Mail.ALREADY)
    subscriber.requested_at = timezone.now()
    subscriber.save()
    return queue_mail(subscriber, mail)


@transaction.atomic
def confirm(subscriber):
    """Let a subscriber get the newsletter; return False when they did already."""
    subscriber = lock(subscriber)
    if subscriber.is_active:
        return False
    subscriber.status, subscriber.confirmed_at = Status.ACTIVE, timezone.now()
    subscriber.stopped_at = None
    subscriber.save()
    asked = subscriber.events.filter(kind__in=[Kind.ASKED, Kind.IMPORTED]).last()
    record(subscriber, Kind.CONFIRMED, consent_text=asked and asked.consent_text)
    lift_mark(subscriber.email)
    return True


@transaction.atomic
def change(subscriber, *, choice, language):
    """Give a subscriber another Choice, and another language."""
    subscriber = lock(subscriber)
    subscriber.language = language
    choose(subscriber, choice)
    record(subscriber, Kind.CHANGED)


@transaction.atomic
def ask_to_move(subscriber, email):
    """Mail a button to a new address; nothing changes until its owner presses it.

    The address of now is told of it, while whoever reads that can still do something about it. Its
    mail may be put off by a server for days, and the button pressed meanwhile: so the address is
    kept apart until it was told.
    Returns False where the new address got so many mails already that it gets none.
    """
    subscriber = lock(subscriber)
    subscriber.new_email, subscriber.old_email = get_key(email), subscriber.email
    subscriber.save()
    queue_mail(subscriber, Mail.MOVING)
    return queue_mail(subscriber, Mail.MOVE)


@transaction.atomic
def stay(subscriber):
    """Withdraw what `ask_to_move` asked."""
    subscriber = lock(subscriber)
    subscriber.new_email = subscriber.old_email = ""
    subscriber.save()


def asks_to_move(subscriber, email_hmac):
    """Return whether a subscriber waits to get the address with this mark."""
    return bool(subscriber.new_email) and get_email_hmac(subscriber.new_email) == email_hmac


@transaction.atomic
def confirm_move(subscriber, email_hmac):
    """Give a subscriber the address whose mark the link has; return False if it asks for none.

    A subscriber that has the address already gives way: both are the same person, who has just
    shown to read the mail of both. The button asks whether they want the newsletter there, so it
    also confirms a sign-up, and brings back whose mail did not arrive.
    """
    subscriber = lock(subscriber)
    if not asks_to_move(subscriber, email_hmac):
        return False
    Subscriber.objects.filter(email=subscriber.new_email).exclude(pk=subscriber.pk).delete()
    subscriber.email, subscriber.new_email = subscriber.new_email, ""
    # Links in mails to the old address must not show the new one.
    subscriber.token_version += 1
    subscriber.save()
    record(subscriber, Kind.MOVED)
    if subscriber.has_to_confirm:
        confirm(subscriber)
    lift_mark(subscriber.email)
    return True


@transaction.atomic
def unsubscribe(subscriber):
    """Send a subscriber nothing any more; return False when that was so already."""
    subscriber = lock(subscriber)
    if not (subscriber.is_active or subscriber.has_to_confirm):
        return False
    subscriber.status, subscriber.stopped_at = Status.UNSUBSCRIBED, timezone.now()
    subscriber.save()
    record(subscriber, Kind.STOPPED)
    return True


@transaction.atomic
def resume(subscriber):
    """Undo `unsubscribe`; return False when there is nothing to undo.

    Who never confirmed is asked to once more, with as many days for it as the first time.
    """
    subscriber = lock(subscriber)
    if not subscriber.is_unsubscribed:
        return False
    subscriber.status = Status.ACTIVE if subscriber.confirmed_at else Status.PENDING
    subscriber.stopped_at = None
    subscriber.save()
    record(subscriber, Kind.RESUMED)
    if subscriber.is_pending:
        ask_again(subscriber)
    return True


@transaction.atomic
def forget(subscriber, reason=Suppression.Reason.ERASED):
    """Erase a person; what stays is proof without a name, and a mark against an import."""
    subscriber = lock(subscriber)
    record(subscriber, Kind.ERASED)
    Suppression.objects.get_or_create(
        email_hmac=get_email_hmac(subscriber.email),
        defaults={"reason": reason},
    )
    SignUpRequest.objects.filter(email=subscriber.email).delete()
    subscriber.delete()


@transaction.atomic
def delete_unconfirmed(subscribers):
    """Delete a queryset of pending subscribers with all that was kept about them; return how many.

    Nobody agreed to anything, so there is nothing to prove.
    """
    keys = list(subscribers.select_for_update().values_list("pk", flat=True))
    ConsentEvent.objects.filter(subscriber__in=keys).delete()
    Subscriber.objects.filter(pk__in=keys).delete()
    return len(keys)


def choose(subscriber, choice):
    """Save a subscriber with a Choice; topics that are gone meanwhile are left out."""
    subscriber.wants_all = choice.wants_all
    subscriber.save()
    topics = () if choice.wants_all else choice.topics
    subscriber.topics.set(Topic.objects.in_source_language().filter(pk__in=topics))


def lift_mark(email):
    """Forget that an address may not be imported: its owner came back."""
    Suppression.objects.filter(email_hmac=get_email_hmac(email)).delete()
