"""What somebody sent and has not made a draft of yet."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

__all__ = ["SentFile"]

# So long somebody can think about it.
KEPT_FOR = timedelta(days=1)


class SentFileQuerySet(models.QuerySet):
    def outdated(self):
        """Return what nobody made a draft of in time."""
        return self.filter(at__lte=timezone.now() - KEPT_FOR)


class SentFile(models.Model):
    """A Word file between being sent and becoming a draft; only who sent it comes by it.

    In the database, as the web servers have no folder together that nobody else reads.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # Below which the draft comes.
    parent = models.ForeignKey(Page, models.CASCADE, related_name="+")
    # The label of the page type that it becomes.
    kind = models.CharField(max_length=100)
    # That of the file, without its ending.
    name = models.CharField(max_length=255)
    content = models.BinaryField()
    at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = SentFileQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Word file")
        verbose_name_plural = _("Word files")

    def __str__(self):
        return self.name
