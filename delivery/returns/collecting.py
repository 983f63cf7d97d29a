"""Fetches the mail that came back, and does something about it; PERIODIC_WORK has it done."""

import logging

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from background.words import in_words
from delivery.ending import act_on
from delivery.models import Delivery
from delivery.refusals import MOST_WORDS
from delivery.returns.mailbox import Mailbox
from delivery.returns.reading import read
from submissions.delivery import leave_out

__all__ = ["collect", "take_in"]

logger = logging.getLogger(__name__)

Status = Delivery.Status

# Which status gives way to which: a complaint is worse than a mailbox that was full.
FROM = {Status.BOUNCED: [Status.SENT], Status.COMPLAINED: [Status.SENT, Status.BOUNCED]}


@in_words(_("Read the newsletters that came back"))
def collect():
    """Read the mailbox that the settings name, and throw away what was understood.

    What was not is left as read, for people, and thrown away some weeks later: it may have an
    address in it.
    """
    if not settings.DELIVERY_MAILBOX:
        return
    with Mailbox(settings.DELIVERY_MAILBOX) as mailbox:
        for number, content in mailbox.list_unread():
            returned = read(content)
            if returned is None:
                mailbox.note_read(number)
            elif take_in(returned):
                mailbox.delete(number)
        mailbox.delete_older(settings.DELIVERY_MAILBOX_DAYS)


def take_in(returned):
    """Keep what a Returned says, and stop what has to be; return False when it is too early.

    A mail can be back before its sender has noted that it left.
    """
    delivery = Delivery.objects.select_related("subscriber").filter(pk=returned.delivery).first()
    if delivery is None:
        return True
    if delivery.status == Status.PENDING:
        return False
    if delivery.status in FROM[returned.status]:
        keep(delivery, returned)
        if delivery.subscriber is not None:
            act_on(delivery)
    return True


def keep(delivery, returned):
    """Write into a row why its mail came back."""
    subscriber = delivery.subscriber
    words = leave_out(subscriber.email if subscriber else "", returned.words)
    delivery.status, delivery.refusal = returned.status, returned.refusal
    delivery.code, delivery.reply = returned.code, words[:MOST_WORDS]
    delivery.save(update_fields=["status", "refusal", "code", "reply"])
