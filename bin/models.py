"""What was deleted and can still be put back, and the addresses that it left."""

from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

__all__ = ["DeletedPage", "Deletion", "LeftAddress"]


class DeletionQuerySet(models.QuerySet):
    def outdated(self):
        """Return what nobody put back for so long that it goes for ever."""
        return self.filter(at__lte=timezone.now() - timedelta(days=settings.BIN_DAYS))


class Deletion(models.Model):
    """One thing that somebody deleted, with all that went with it.

    Pages stay what they are, in a root of their own (`bin.root`), and `cut` has when versions of
    them were to appear; of a snippet, image or document `rows` has what stood in the database, and
    `cut` what pointed at it.
    """

    TITLE_LENGTH = 255

    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    kind = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(_("deleted on"), default=timezone.now, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("deleted by"),
    )
    # The codes of the languages of what went with it, beside its own.
    languages = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    cut = models.JSONField(default=list)
    # Of wagtail-localize, by key: those that deleting a snippet has switched off.
    translations = models.JSONField(default=list)
    # Where its file is kept meanwhile.
    file = models.CharField(max_length=255, blank=True)

    objects = DeletionQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("deleted item")
        verbose_name_plural = _("deleted items")

    def __str__(self):
        return self.title

    @property
    def days_left(self):
        """How many days it can still be put back (int)."""
        return max(0, settings.BIN_DAYS - (timezone.now() - self.at).days)


class DeletedPage(models.Model):
    """A page in the bin, and how it was before; deleted with it are the pages below it."""

    deletion = models.ForeignKey(Deletion, on_delete=models.CASCADE, related_name="pages")
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    # The keys of the pages that were above it, the nearest first; empty where it went with one.
    above = models.JSONField(default=list)
    slug = models.CharField(max_length=255)
    was_live = models.BooleanField()
    # That of the Revision that visitors saw.
    revision_id = models.PositiveBigIntegerField(null=True)
    had_changes = models.BooleanField()

    wagtail_reference_index_ignore = True

    def __str__(self):
        return self.page.title


class LeftAddress(models.Model):
    """An address at which a page was that visitors no longer see, and where they are led instead.

    Without a `redirect` they are told that the page is gone (410). It stays when the page is gone
    for ever, and goes when it is back.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    # As wagtail's Redirect has it: without a slash at the end.
    path = models.CharField(max_length=255)
    page = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, related_name="+")
    redirect = models.ForeignKey(Redirect, on_delete=models.SET_NULL, null=True, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "path"], name="bin_left_address_unique")
        ]

    def __str__(self):
        return self.path
