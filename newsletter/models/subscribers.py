import uuid

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from languages.texts import get_content_languages

from .topics import Topic

__all__ = ["Subscriber", "SubscriberQuerySet", "Subscription"]


class SubscriberQuerySet(models.QuerySet):
    def pending(self):
        """Return those who did not press the button in the first mail yet."""
        return self.filter(status=Subscriber.Status.PENDING)

    def unconfirmed(self):
        """Return the pending ones, and those whom the first mail could not reach."""
        statuses = [Subscriber.Status.PENDING, Subscriber.Status.SUPPRESSED]
        return self.filter(status__in=statuses, confirmed_at=None)

    def unreachable(self):
        """Return those who got the newsletter until their mail could not be delivered."""
        return self.filter(status=Subscriber.Status.SUPPRESSED, confirmed_at__isnull=False)

    def moved_untold(self):
        """Return those who have another address, while the one of before was not told yet."""
        return self.exclude(old_email="").exclude(old_email=models.F("email"))

    def waiting(self):
        """Return those who were imported and get that first mail yet, in the order of the lists."""
        return self.pending().filter(requested_at=None).order_by("pk")

    def active(self):
        """Return those who get the newsletter."""
        return self.filter(status=Subscriber.Status.ACTIVE)

    def unsubscribed(self):
        """Return those who stopped, and may still undo that."""
        return self.filter(status=Subscriber.Status.UNSUBSCRIBED)


class Subscriber(models.Model):
    """An email address that asked for the newsletter: for everything, or for some topics.

    Nothing here is changed but by `newsletter.subscribing`, which also keeps the proof.
    """

    class Status(models.TextChoices):
        PENDING = "pending", _("not confirmed yet")
        ACTIVE = "active", _("gets the newsletter")
        UNSUBSCRIBED = "unsubscribed", _("stopped")
        # After a bounce or a complaint.
        SUPPRESSED = "suppressed", _("cannot be reached")

    uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    email = models.EmailField(_("email address"), unique=True)
    language = models.CharField(_("language"), choices=get_content_languages, max_length=10)
    status = models.CharField(
        _("status"), choices=Status, default=Status.PENDING, max_length=12, db_index=True
    )
    wants_all = models.BooleanField(_("everything"), default=True)
    # Only of who does not want everything.
    topics = models.ManyToManyField(
        Topic, through="Subscription", related_name="subscribers", verbose_name=_("topics")
    )
    created_at = models.DateTimeField(_("since"), default=timezone.now)
    # The last time that somebody asked for the first mail; the seven days count from here. None for
    # who was imported, until it is their turn to get it.
    requested_at = models.DateTimeField(_("asked for on"), default=timezone.now, null=True)
    imported_from = models.ForeignKey(
        "SubscriberImport",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="subscribers",
    )
    confirmed_at = models.DateTimeField(_("confirmed on"), blank=True, null=True)
    stopped_at = models.DateTimeField(_("stopped on"), blank=True, null=True)
    last_confirm_sent_at = models.DateTimeField(_("last asked by email"), blank=True, null=True)
    reminded_at = models.DateTimeField(_("reminded on"), blank=True, null=True)
    # An address that waits for its owner to confirm it, in the place of `email`.
    new_email = models.EmailField(_("new email address"), blank=True)
    # The address that is to be told that somebody asked for another one, until it was told.
    old_email = models.EmailField(blank=True, editable=False)
    # Goes up when links in older mails must lose their power.
    token_version = models.PositiveIntegerField(default=1, editable=False)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        default_permissions = ["view", "change", "delete"]
        permissions = [("export_subscriber", "Can export subscriber")]
        ordering = ["-created_at", "-pk"]
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="newsletter_email_is_lower_case"
            )
        ]

    def __str__(self):
        return self.email

    @property
    def is_active(self):
        return self.status == self.Status.ACTIVE

    @property
    def is_pending(self):
        return self.status == self.Status.PENDING

    @property
    def is_unsubscribed(self):
        return self.status == self.Status.UNSUBSCRIBED

    @property
    def has_moved(self):
        """Whether they have another address than the one that is to be told."""
        return bool(self.old_email) and self.old_email != self.email

    @property
    def has_to_confirm(self):
        """Whether they asked for the newsletter, and did not stop it since."""
        if self.is_unsubscribed:
            return self.requested_at is not None and self.requested_at > self.stopped_at
        return not self.is_active

    def get_topics_display(self):
        """Return the names of the chosen topics, or that it is everything."""
        if self.wants_all:
            return gettext("everything")
        return ", ".join(topic.name for topic in self.topics.all())

    get_topics_display.short_description = _("topics")


class Subscription(models.Model):
    """A subscriber's choice of one topic, that in the source language, which stands for all."""

    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.CASCADE, related_name="subscriptions"
    )
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="subscriptions")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("choice of a topic")
        verbose_name_plural = _("choices of topics")
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "topic"], name="newsletter_subscription_unique"
            )
        ]

    def __str__(self):
        return f"{self.subscriber}: {self.topic}"
