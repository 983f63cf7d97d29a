from datetime import timedelta

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

__all__ = ["FAILURES_SHOWN", "LONGEST", "TIME_SHOWN", "Address", "Link", "count_broken"]

# A site may be down for a weekend: nobody sees a failure before it was met so often, so long.
FAILURES_SHOWN = 3
TIME_SHOWN = timedelta(days=3)
# As browsers and search engines have it; no row of an index holds much more.
LONGEST = 2000


class AddressQuerySet(models.QuerySet):
    def own(self):
        """Return what leads to this site."""
        return self.filter(host="")

    def certain(self):
        """Return the addresses of this site, and those that failed often and long enough."""
        long_ago = timezone.now() - TIME_SHOWN
        return self.filter(Q(host="") | Q(failures__gte=FAILURES_SHOWN, since__lte=long_ago))

    def to_look_at(self):
        """Return what nobody has said to be right in the last months."""
        return self.exclude(accepted_until__gt=timezone.now())

    def broken(self):
        """Return what leads nowhere, and that somebody is to mend."""
        return self.certain().to_look_at().filter(state__in=Address.BROKEN)

    def better_elsewhere(self):
        """Return what works, and for which there is a better address."""
        return self.to_look_at().filter(state__in=Address.BETTER_ELSEWHERE)

    def unverifiable(self):
        """Return what this site cannot judge: somebody may look, and need not."""
        return self.certain().to_look_at().filter(state__in=Address.UNVERIFIABLE)

    def accepted(self):
        """Return what somebody said to be right, for as long as that counts."""
        return self.filter(accepted_until__gt=timezone.now())


class Address(models.Model):
    """Where links lead: an address elsewhere, or a page, file or path of this site."""

    class State(models.TextChoices):
        NEW = "new", _("Not looked at yet")
        WORKS = "works", _("Works")
        MOVED = "moved", _("Has a new address")
        GONE = "gone", _("Page is gone")
        NO_HOST = "no_host", _("Website is gone")
        SILENT = "silent", _("Does not answer")
        CLOSED = "closed", _("Cannot be checked")
        # Of this site
        MISSING = "missing", _("Does not exist here")
        UNPUBLISHED = "unpublished", _("Is not on the site")
        EXPIRED = "expired", _("Has expired")
        ANCHOR = "anchor", _("Place on the page is gone")
        LANGUAGE = "language", _("In another language")

    BROKEN = [
        *[State.GONE, State.NO_HOST, State.MISSING],
        *[State.UNPUBLISHED, State.EXPIRED, State.ANCHOR],
    ]
    BETTER_ELSEWHERE = [State.MOVED, State.LANGUAGE]
    UNVERIFIABLE = [State.CLOSED, State.SILENT]

    # As `linkcheck.reading.get_goal` gives it: "https://…", "/contact/#kop", "page:5", "document:3"
    url = models.CharField(_("address"), max_length=LONGEST)
    # Of the pages that lead there, for what is ours: it may exist in one language and not another.
    language = models.CharField(_("language"), max_length=10, blank=True)
    host = models.CharField(_("website"), max_length=253, blank=True)
    # The primary key of the page of ours that it leads to; it stays when that page is deleted.
    page_key = models.IntegerField(blank=True, null=True, db_index=True)
    state = models.CharField(_("state"), choices=State, default=State.NEW, max_length=12)
    since = models.DateTimeField(_("since"), default=timezone.now)
    failures = models.PositiveSmallIntegerField(default=0)
    moved_to = models.CharField(_("new address"), max_length=LONGEST, blank=True)
    checked_at = models.DateTimeField(blank=True, null=True)
    # None for what is ours, which the database answers.
    next_check_at = models.DateTimeField(blank=True, null=True, db_index=True)
    accepted_until = models.DateTimeField(blank=True, null=True)

    objects = AddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        default_permissions = ["view", "change"]
        constraints = [
            models.UniqueConstraint(fields=["url", "language"], name="address_once"),
        ]
        indexes = [
            models.Index(fields=["state", "since"]),
            models.Index(fields=["host", "checked_at"]),
        ]

    def __str__(self):
        return self.url

    @property
    def is_written(self):
        """Whether somebody wrote this address; otherwise a page or file was chosen."""
        return bool(self.host) or self.url.startswith("/")


class Link(models.Model):
    """A place in a published page, or in an entry of a list, that leads to an Address."""

    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="links")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.IntegerField()
    # A page or an entry of a list
    holder = GenericForeignKey("content_type", "object_id")
    # Where in it, as Wagtail's own `content_path`: "body.<id of a block>.link.url"
    path = models.TextField()
    words = models.CharField(max_length=200)

    class Meta:
        default_permissions = []
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self):
        return self.words


def count_broken():
    """Return how many links lead nowhere and wait for somebody to mend them (int)."""
    return Address.objects.broken().count()
