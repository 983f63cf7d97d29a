"""Sends the mails about a subscription, in the background."""

import logging
import smtplib

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from background.retries import retry_on
from background.words import in_words
from newsletter.mails import Mail, build_message
from newsletter.models import Subscriber
from submissions import limits

__all__ = ["queue_mail", "send_mail"]

logger = logging.getLogger(__name__)

# SMTP's answers from here on are final (RFC 5321, section 4.2.1).
FINAL = 500


def queue_mail(subscriber, mail):
    """Have a mail sent to a subscriber, once the transaction is kept.

    Returns False where the address got so many already that it gets none: that protects the
    person whose address somebody else fills in, from wherever that is done.
    """
    address = subscriber.new_email if mail == Mail.MOVE else subscriber.email
    # A link to the choices is asked for with a mail of ours in hand. It has a count of its own, or
    # nobody could see their choices in the quarter of an hour after they signed up.
    counted = "links" if mail == Mail.PREFERENCES else "mails"
    ceilings = settings.NEWSLETTER_MAIL_LIMITS
    if limits.count(f"newsletter {counted}", dict.fromkeys(ceilings, address), ceilings):
        return False
    send_mail.enqueue(subscriber.pk, mail.value)
    return True


@task(backend="background", takes_context=True)
@retry_on(OSError)
@in_words(_("Send a mail about the newsletter"))
def send_mail(context, subscriber_id, mail):
    """Send one mail; a server that does not take it now is tried again later.

    What happened to the subscriber in the meantime counts: who is gone, or confirmed, gets nothing.
    """
    mail = Mail(mail)
    subscriber = Subscriber.objects.filter(pk=subscriber_id).first()
    if subscriber is None or not is_wanted(subscriber, mail):
        return
    try:
        build_message(subscriber, mail, context.task_result.id).send()
    except smtplib.SMTPRecipientsRefused as error:
        if any(code < FINAL for code, _answer in error.recipients.values()):
            raise
        logger.warning("A mail server refuses subscriber %s for good.", subscriber.uid)
        return
    if mail.asks:
        Subscriber.objects.filter(pk=subscriber_id).update(last_confirm_sent_at=timezone.now())


def is_wanted(subscriber, mail):
    """Return whether a mail still makes sense."""
    if mail == Mail.MOVE:
        return bool(subscriber.new_email)
    # What is kept of somebody can be seen and erased by them whatever their status.
    return mail == Mail.PREFERENCES or subscriber.is_active != mail.asks
