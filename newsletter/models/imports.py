"""Lists of addresses that staff bring in, and what became of each line."""

import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from languages.texts import get_content_languages

__all__ = ["ImportLine", "SubscriberImport", "SubscriberImportQuerySet"]


class SubscriberImportQuerySet(models.QuerySet):
    def running(self):
        """Return the imports that have lines to take up, the oldest first."""
        return self.filter(state=SubscriberImport.State.RUNNING).order_by("made_at", "pk")

    def outdated(self):
        """Return the imports whose report has been kept for as long as the settings say."""
        kept_for = datetime.timedelta(days=settings.NEWSLETTER_IMPORT_REPORT_DAYS)
        return self.filter(finished_at__lt=timezone.now() - kept_for)


class SubscriberImport(models.Model):
    """One file of addresses, with where the consent of these people came from.

    Nobody gets the newsletter by an import: each is asked by mail to confirm, like who signs up.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("busy")
        FINISHED = "finished", _("ready")
        CANCELLED = "cancelled", _("cancelled")

    statement = models.TextField(
        _("where does the consent come from?"),
        help_text=_(
            "For example: “Signed the list at the start meeting of 2 October 2026; the sheets are"
            " in the archive.” This is kept with each reader as proof."
        ),
    )
    # For lines that name none.
    language = models.CharField(_("language"), choices=get_content_languages, max_length=10)
    file_name = models.CharField(_("file"), max_length=255)
    state = models.CharField(_("state"), choices=State, default=State.RUNNING, max_length=12)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    made_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True)

    objects = SubscriberImportQuerySet.as_manager()

    class Meta:
        default_permissions = ["add", "view"]
        ordering = ["-made_at", "-pk"]
        verbose_name = _("import of readers")
        verbose_name_plural = _("imports of readers")

    def __str__(self):
        return self.file_name

    def get_shown_time(self):
        """Return when it was started, for example “02-10-2026 14:30”."""
        return f"{timezone.localtime(self.made_at):%d-%m-%Y %H:%M}"

    @property
    def is_running(self):
        return self.state == self.State.RUNNING

    @cached_property
    def counts(self):
        """How many lines there are: a dictionary with `all`, `waiting`, `taken` and `refused`."""
        outcome = ImportLine.Outcome
        return self.lines.aggregate(
            all=Count("pk"),
            waiting=Count("pk", filter=Q(outcome=outcome.WAITING)),
            taken=Count("pk", filter=Q(outcome=outcome.TAKEN)),
            refused=Count("pk", filter=~Q(outcome__in=[outcome.WAITING, outcome.TAKEN])),
        )


class ImportLineQuerySet(models.QuerySet):
    def waiting(self):
        """Return the lines that were not taken up yet, in the order of the file."""
        return self.filter(outcome=ImportLine.Outcome.WAITING).order_by("number")

    def refused(self):
        """Return the lines that were not taken, in the order of the file."""
        outcome = ImportLine.Outcome
        return self.exclude(outcome__in=[outcome.WAITING, outcome.TAKEN]).order_by("number")


class ImportLine(models.Model):
    """One line of a file, until the report is thrown away.

    The address is kept only while the line waits, and when it is none, so that who made the file
    can see the mistake. For the rest the number of the row is enough to find the line, and nobody
    who is erased lives on in a report.
    """

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("waits")
        TAKEN = "taken", _("was asked by mail to confirm")
        INVALID = "invalid", _("This is no e-mail address.")
        TWICE = "twice", _("This address stands in the file twice.")
        NO_LANGUAGE = "no_language", _("The site does not have this language.")
        NO_TOPIC = "no_topic", _("There is no topic with this name.")
        KNOWN = "known", _("This person gets the newsletter already, or was asked already.")
        STOPPED = "stopped", _("This person stopped. Only they can sign up again.")
        UNREACHABLE = "unreachable", _("Mail to this address could not be delivered.")
        FORGOTTEN = "forgotten", _("This person asked to be forgotten. Take them off your list.")

    file = models.ForeignKey(SubscriberImport, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(_("row"))
    address = models.CharField(_("e-mail address"), blank=True, max_length=320)
    language = models.CharField(_("language"), blank=True, max_length=10)
    topics = ArrayField(models.BigIntegerField(), default=list, verbose_name=_("topics"))
    outcome = models.CharField(
        _("outcome"), choices=Outcome, default=Outcome.WAITING, max_length=12
    )

    objects = ImportLineQuerySet.as_manager()

    class Meta:
        default_permissions = []
        ordering = ["file", "number"]
        verbose_name = _("line of an import")
        verbose_name_plural = _("lines of imports")
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="newsletter_import_line_unique")
        ]

    def __str__(self):
        return f"{self.number}: {self.get_outcome_display()}"
