"""Who gets a mailing, and what became of it: a row for each subscriber."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from languages.texts import get_content_languages
from newsletter.models import Subscriber

from .mailings import Mailing

__all__ = ["Delivery", "DeliveryQuerySet"]


class DeliveryQuerySet(models.QuerySet):
    def pending(self):
        """Return those that are still to be sent."""
        return self.filter(status=Delivery.Status.PENDING)

    def in_hand(self):
        """Return those that a sender has taken, and of which it is not known how that ended."""
        return self.pending().exclude(handed_to="")

    def refused(self):
        """Return those that were refused for good, at once or later on, or complained about."""
        Status = Delivery.Status  # noqa: N806
        return self.filter(status__in=[Status.FAILED, Status.BOUNCED, Status.COMPLAINED])


class Delivery(models.Model):
    """One mail to one subscriber. There is never a second row for both, so never a second mail."""

    class Status(models.TextChoices):
        PENDING = "pending", _("to be sent")
        SENT = "sent", _("sent")
        # Refused while we talked to the server, or put off too often.
        FAILED = "failed", _("refused")
        # Taken, and sent back to us later.
        BOUNCED = "bounced", _("came back")
        COMPLAINED = "complained", _("marked as spam by the subscriber")
        # Stopped or gone meanwhile, or their address got the mail already.
        SKIPPED = "skipped", _("not needed any more")
        NO_EDITION = "no_edition", _("no edition in this language")

    class Refusal(models.TextChoices):
        """What a refusal is about, in words for staff."""

        NO_ADDRESS = "no_address", _("This address does not exist (any more).")
        FULL = "full", _("The mailbox is full, or could not take email for a while.")
        BLOCKED = "blocked", _("The receiving server does not want our email.")
        OTHER = "other", _("The receiving server refused this email for another reason.")

    mailing = models.ForeignKey(
        Mailing, on_delete=models.CASCADE, db_index=False, related_name="deliveries"
    )
    # None once they are erased: the numbers stay.
    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.SET_NULL, null=True, related_name="deliveries"
    )
    language = models.CharField(_("language"), choices=get_content_languages, max_length=10)
    status = models.CharField(_("status"), choices=Status, default=Status.PENDING, max_length=12)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    # The lock of the sender that has it in hand, which it holds for as long as it lives.
    handed_to = models.CharField(blank=True, editable=False, max_length=64)
    # Of the address that it goes to, so that no address gets it twice, whoever has it.
    email_hmac = models.CharField(blank=True, editable=False, max_length=64)
    # Whether its sender was gone, or the line broke, before the server said that it has the mail.
    maybe_double = models.BooleanField(_("perhaps arrived twice"), default=False)
    refusal = models.CharField(_("reason"), blank=True, choices=Refusal, max_length=12)
    # What the server said last: its codes, and its words without any address.
    code = models.CharField(_("code"), blank=True, max_length=16)
    reply = models.CharField(_("words of the server"), blank=True, max_length=200)
    sent_at = models.DateTimeField(_("sent on"), null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        default_permissions = []
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(
                fields=["mailing", "subscriber"], name="delivery_subscriber_once"
            ),
            models.UniqueConstraint(
                fields=["mailing", "email_hmac"],
                condition=~Q(email_hmac=""),
                name="delivery_address_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["mailing", "next_try_at", "id"],
                condition=Q(status="pending"),
                name="delivery_pending",
            ),
        ]

    def __str__(self):
        return f"{self.mailing_id} {self.language} {self.status}"

    def get_address(self):
        """Return whom it was for, as long as that is known."""
        return self.subscriber.email if self.subscriber else _("erased")

    def get_reason(self):
        """Return in words for staff why it was refused."""
        if self.status == self.Status.COMPLAINED:
            return _("The subscriber marked it as spam.")
        return self.get_refusal_display()

    def get_server_words(self):
        """Return the code of the server that refused it, and what it said."""
        return f"{self.code} {self.reply}".strip()
