from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

__all__ = ["DayCount", "LogPosition", "Origin", "YearCount"]

MONTH = timedelta(days=30)


class Origin(models.TextChoices):
    """From what kind of place somebody came to a page."""

    UNKNOWN = "unknown", _("typed, from an email or from an app")
    SITE = "site", _("from another page of this site")
    SEARCH_ENGINE = "search", _("from a search engine")
    SOCIAL_NETWORK = "social", _("from a social network")
    OTHER_SITE = "other", _("from another site")


class DayCountQuerySet(models.QuerySet):
    def lately(self):
        """Return the counts of the last thirty days."""
        return self.filter(day__gt=timezone.localdate() - MONTH)


class DayCount(models.Model):
    """How often a page was read on a day by people who came from one kind of place.

    The page tells the language. Nothing tells who read it, or what else they read.
    """

    day = models.DateField()
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", db_index=False)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    number = models.PositiveIntegerField()

    objects = DayCountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "day", "origin"], name="visits_day_unique"),
        ]
        indexes = [models.Index(fields=["day"], name="visits_day")]
        default_permissions = []

    def __str__(self):
        return f"{self.page} ({self.day}): {self.number}"


class YearCount(models.Model):
    """How often a page was read in a year; kept for as long as the page."""

    year = models.PositiveSmallIntegerField(_("year"))
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", db_index=False)
    number = models.PositiveIntegerField(_("times read"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "year"], name="visits_year_unique")]
        indexes = [models.Index(fields=["year", "-number"], name="visits_year_most_read")]
        default_permissions = ["view"]
        verbose_name = _("number of visits in a year")
        verbose_name_plural = _("numbers of visits in a year")

    def __str__(self):
        return f"{self.page} ({self.year}): {self.number}"


class LogPosition(models.Model):
    """Up to which byte a file of what was read is counted: each line counts once."""

    name = models.CharField(max_length=200, unique=True)
    position = models.PositiveBigIntegerField(default=0)

    class Meta:
        default_permissions = []

    def __str__(self):
        return f"{self.name}: {self.position}"
