"""Who of the staff saw, exported, imported or erased subscribers, and when."""

import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.models import Accountable

__all__ = ["AccessEntry", "AccessEntryQuerySet"]


class AccessEntryQuerySet(models.QuerySet):
    def log(self, user, action, subscribers=(), number=None):
        """Keep that `user` did an AccessEntry.Action, and to which subscribers.

        `number` says how many it was about where those are no subscribers: the lines of a list.
        """
        people = [subscriber.pk for subscriber in subscribers]
        number = len(people) if number is None else number
        return self.create(user=user, action=action, people=people, number=number)

    def outdated(self):
        """Return the entries that have been kept for as long as the settings say."""
        kept_for = datetime.timedelta(days=settings.NEWSLETTER_ACCESS_LOG_DAYS)
        return self.filter(at__lt=timezone.now() - kept_for)


class AccessEntry(Accountable):
    """One time that somebody of the staff got subscribers to see, or did something to them.

    This is no action in Wagtail's own log, for four reasons. That log keeps the name of the thing
    with each entry, and the name of a subscriber is the address: it would outlive the subscriber.
    It shows what it holds in the site history, to people who may not see subscribers. It has one
    thing to an entry, where a list shows fifty at once. And it is kept for ever, all kinds alike.

    `people` are primary keys: once a subscriber is erased they lead to nobody.
    """

    class Action(models.TextChoices):
        LISTED = "listed", _("saw a list")
        SEARCHED = "searched", _("searched")
        OPENED = "opened", _("saw one subscriber")
        EXPORTED = "exported", _("exported")
        IMPORTED = "imported", _("started an import")
        REPORTED = "reported", _("saw refused lines")
        CANCELLED = "cancelled", _("cancelled an import")
        STOPPED = "stopped", _("stopped the newsletter for a subscriber")
        ASKED_AGAIN = "asked_again", _("had the first email sent again")
        ERASED = "erased", _("erased a subscriber")

    action = models.CharField(_("what"), choices=Action, max_length=12)
    people = ArrayField(models.BigIntegerField(), default=list, verbose_name=_("subscribers"))
    # Also for what has lines instead of subscribers: an import.
    number = models.PositiveIntegerField(_("how many"), default=0)

    objects = AccessEntryQuerySet.as_manager()

    class Meta(Accountable.Meta):
        default_permissions = ["view"]
        verbose_name = _("access to subscribers")
        verbose_name_plural = _("access log")
        indexes = [
            models.Index(fields=["-at", "-id"], name="newsletter_access_at"),
            GinIndex(fields=["people"], name="newsletter_access_people"),
        ]
