"""Sends the mails about a subscription, in the background."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from background.retries import retry_on
from background.words import in_words
from newsletter.mails import build_message, get_address
from newsletter.models import Subscriber, Suppression
from newsletter.models.consent import get_email_hmac
from newsletter.proof import lock_if_there
from newsletter.suppressing import suppress
from newsletter.words import Mail
from submissions import limits
from submissions.delivery import RecipientRefusedError, deliver

__all__ = ["queue_mail", "send_mail"]


def queue_mail(subscriber, mail):
    """Have a mail sent to a subscriber, once the transaction is kept.

    Returns False where the address got so many of this kind already that it gets none: that
    protects the person whose address somebody else fills in, from wherever that is done. Each kind
    has a count of its own, or a page that says that a mail comes would be wrong when that person
    just did something else.
    """
    address = get_address(subscriber, mail)
    ceilings = settings.NEWSLETTER_MAIL_LIMITS
    name = f"newsletter mail {mail.value}"
    if limits.count(name, dict.fromkeys(ceilings, address), ceilings):
        return False
    send_mail.enqueue(subscriber.pk, mail.value)
    return True


@task(backend="background", takes_context=True)
@retry_on(OSError)
@in_words(_("Send an email about the newsletter"))
def send_mail(context, subscriber_id, mail):
    """Send one mail; a server that does not take it now is tried again later.

    What happened to the subscriber in the meantime counts, for a first attempt and for a later
    one: who is gone, has stopped, or confirmed, gets nothing. Where a server refuses us, and not
    the address, the task fails and is seen by staff; nobody is to blame for that.
    """
    mail = Mail(mail)
    subscriber = Subscriber.objects.filter(pk=subscriber_id).first()
    if subscriber is None or not is_wanted(subscriber, mail):
        return
    try:
        deliver(build_message(subscriber, mail, context.task_result.id))
    except RecipientRefusedError:
        give_up(subscriber, mail)
        return
    if mail == Mail.MOVING:
        note_told(subscriber)
    if mail.asks:
        Subscriber.objects.filter(pk=subscriber_id).update(last_confirm_sent_at=timezone.now())


def is_wanted(subscriber, mail):
    """Return whether a mail still makes sense."""
    if mail == Mail.MOVE:
        return bool(subscriber.new_email)
    if mail == Mail.MOVING:
        return bool(subscriber.old_email)
    if mail.asks:
        return subscriber.has_to_confirm
    # What is kept of somebody can be seen and erased by them whatever their status.
    return mail == Mail.PREFERENCES or subscriber.is_active


def note_told(subscriber):
    """Forget the address of before, which knows of the move or cannot be told."""
    told = Subscriber.objects.filter(pk=subscriber.pk, old_email=subscriber.old_email)
    told.update(old_email="")


@transaction.atomic
def give_up(subscriber, mail):
    """Mail an address no more that does not exist, unless the subscriber has another by now."""
    tried, subscriber = subscriber, lock_if_there(subscriber)
    if subscriber is None:
        return
    if mail == Mail.MOVE:
        if subscriber.new_email == tried.new_email:
            subscriber.new_email = ""
            subscriber.save()
        return
    if mail == Mail.MOVING:
        note_told(tried)
    suppress(subscriber, get_email_hmac(get_address(tried, mail)), Suppression.Reason.BOUNCED)
