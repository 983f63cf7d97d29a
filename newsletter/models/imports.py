"""Lists of addresses that staff bring in."""

import datetime

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from languages.texts import get_content_languages, get_source_language

from .subscribers import Subscriber

__all__ = ["SubscriberImport", "SubscriberImportQuerySet"]


class SubscriberImportQuerySet(models.QuerySet):
    def with_waiting(self):
        """Add `waiting` to each import: how many of its subscribers were not asked yet."""
        waiting = Q(subscribers__in=Subscriber.objects.waiting())
        return self.annotate(waiting=Count("subscribers", filter=waiting))

    def outdated(self):
        """Return the imports whose report has been kept for as long as the settings say."""
        kept_for = datetime.timedelta(days=settings.NEWSLETTER_IMPORT_REPORT_DAYS)
        return self.filter(made_at__lt=timezone.now() - kept_for).exclude(refused=[])


class SubscriberImport(models.Model):
    """One list of addresses, with where the consent of these people came from.

    Nobody gets the newsletter by an import: each is asked by mail to confirm, like who signs up.
    """

    statement = models.TextField(
        _("where does the consent come from?"),
        help_text=_(
            "For example: “Signed the list at the start meeting of 2 October 2026; the sheets are"
            " in the archive.” This is kept with each subscriber as proof."
        ),
        validators=[
            MinLengthValidator(
                20, _("Write in a sentence when and how these people gave their consent.")
            )
        ],
    )
    language = models.CharField(
        _("language"),
        choices=get_content_languages,
        default=get_source_language,
        help_text=_("For lines that name none."),
        max_length=10,
    )
    file_name = models.CharField(_("name of the file"), max_length=255)
    # How many subscribers it made, without those whom nobody asked any more once it was cancelled.
    accepted = models.PositiveIntegerField(default=0, editable=False)
    # The lines that it did not take, as dictionaries with `row`, `address` and `reason` (in words).
    # An address is kept only when it is none, so that who made the list sees the mistake. For the
    # rest the number of the row is enough, and nobody who is erased lives on in a report.
    refused = models.JSONField(default=list, editable=False)
    is_cancelled = models.BooleanField(default=False, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    made_at = models.DateTimeField(_("started"), default=timezone.now)

    objects = SubscriberImportQuerySet.as_manager()

    class Meta:
        default_permissions = ["add", "view"]
        ordering = ["-made_at", "-pk"]
        verbose_name = _("imported list")
        verbose_name_plural = _("imported lists")

    def __str__(self):
        return self.file_name

    @property
    def asked(self):
        """How many people were asked to confirm, where the queryset was `with_waiting`."""
        return self.accepted - self.waiting

    def get_state(self):
        """Return in words how far it is, where the queryset was `with_waiting`."""
        if self.waiting:
            return _("busy")
        return _("cancelled") if self.is_cancelled else _("ready")
