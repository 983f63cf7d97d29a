"""An issue that is to be sent: to whom, when, and in which words."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from languages.texts import get_content_languages
from newsletter.models import Topic

__all__ = ["Mailing", "MailingQuerySet", "Rendering"]


class MailingQuerySet(models.QuerySet):
    def scheduled(self):
        """Return those that wait for their time."""
        return self.filter(status=Mailing.Status.SCHEDULED)

    def due(self):
        """Return those whose time has come."""
        return self.scheduled().filter(starts_at__lte=timezone.now())

    def sending(self):
        """Return those that are being sent now."""
        return self.filter(status=Mailing.Status.SENDING)

    def for_sender(self):
        """Return those for which a sender has something to do now."""
        due = Q(status=Mailing.Status.SCHEDULED, starts_at__lte=timezone.now())
        return self.filter(due | Q(status=Mailing.Status.SENDING))

    def ended(self):
        """Return those that were sent, or stopped while they were."""
        return self.filter(ended_at__isnull=False, started_at__isnull=False)


class Mailing(models.Model):
    """The sending of one issue. Nothing here is changed but by `delivery.mailings`.

    scheduled → sending ⇄ paused → sent | cancelled; scheduled → cancelled, when it is taken back.
    """

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("planned")
        SENDING = "sending", _("being sent")
        PAUSED = "paused", _("paused")
        SENT = "sent", _("sent")
        CANCELLED = "cancelled", _("cancelled")

    class Reason(models.TextChoices):
        """Why it is paused or cancelled."""

        STAFF = "staff", _("a colleague did that")
        NO_CONNECTION = "no_connection", _("the mail server could not be reached")
        REFUSALS = "refusals", _("the mail server refused one email after another")
        MISSED = "missed", _("the site was out of order when it was to be sent")
        PUT_BACK = "put_back", _("a backup was put back, and it may have been sent since")

    # Begins the Message-ID of each mail.
    uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    # In the language of the site, or in the first that there is an edition in.
    subject = models.CharField(_("subject"), max_length=255)
    status = models.CharField(
        _("status"), choices=Status, default=Status.SCHEDULED, max_length=12, db_index=True
    )
    reason = models.CharField(_("reason"), blank=True, choices=Reason, max_length=16)
    # Said, and never read from the want of topics: one that is deleted would widen it.
    is_for_everybody = models.BooleanField(_("for everybody"), default=True)
    topics = models.ManyToManyField(Topic, related_name="+", verbose_name=_("topics"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    made_at = models.DateTimeField(_("made on"), default=timezone.now)
    starts_at = models.DateTimeField(_("planned for"))
    started_at = models.DateTimeField(_("begun on"), null=True)
    ended_at = models.DateTimeField(_("ended on"), null=True)
    # The report, once the deliveries that it was counted from are deleted.
    figures = models.JSONField(null=True, editable=False)

    objects = MailingQuerySet.as_manager()

    class Meta:
        default_permissions = []
        permissions = [("send_mailing", _("Can send the newsletter"))]
        ordering = ["-starts_at", "-pk"]
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")

    def __str__(self):
        return self.subject

    @property
    def is_under_way(self):
        """Whether it was begun and did not end yet."""
        return self.status in {self.Status.SENDING, self.Status.PAUSED}

    @property
    def was_taken_back(self):
        """Whether it was cancelled before anybody got anything."""
        return self.status == self.Status.CANCELLED and self.started_at is None


class Rendering(models.Model):
    """The mail of a mailing in one language: written once, so that editing an issue changes none.

    The database refuses to change it (migration 0002).
    """

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="renderings")
    language = models.CharField(_("language"), choices=get_content_languages, max_length=10)
    subject = models.CharField(_("subject"), max_length=255)
    html = models.TextField("HTML")
    text = models.TextField(_("text"))
    sha256 = models.CharField(_("fingerprint"), max_length=64)

    class Meta:
        default_permissions = []
        verbose_name = _("email of a mailing")
        verbose_name_plural = _("emails of a mailing")
        constraints = [
            models.UniqueConstraint(
                fields=["mailing", "language"], name="delivery_rendering_unique"
            )
        ]

    def __str__(self):
        return f"{self.subject} ({self.language})"
