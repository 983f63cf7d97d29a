"""Sends the mails about a subscription, in the background."""

from django.db import models
from django_tasks import task

__all__ = ["Mail", "queue_mail", "send_mail"]


class Mail(models.TextChoices):
    """The mails there are; the value names the templates."""

    CONFIRM = "confirm"
    IMPORTED = "imported"
    REMINDER = "reminder"
    ALREADY = "already"
    MOVE = "move"


def queue_mail(subscriber, mail):
    """Have a mail sent to a subscriber, once the transaction is kept."""
    send_mail.enqueue(subscriber.pk, mail.value)


@task()
def send_mail(subscriber_id, mail):
    """Send one mail."""
