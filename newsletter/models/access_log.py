"""Who of the staff saw, exported, imported or erased subscribers, and when."""

import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.users.utils import get_deleted_user_display_name

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


class AccessEntry(models.Model):
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

    # Kept when an account is deleted: who did something stays known by number, as in Wagtail's log.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    action = models.CharField(_("what"), choices=Action, max_length=12)
    people = ArrayField(models.BigIntegerField(), default=list, verbose_name=_("subscribers"))
    # Also for what has lines instead of subscribers: an import.
    number = models.PositiveIntegerField(_("how many"), default=0)
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects = AccessEntryQuerySet.as_manager()

    class Meta:
        default_permissions = ["view"]
        ordering = ["-at", "-pk"]
        verbose_name = _("access to subscribers")
        verbose_name_plural = _("access log")
        indexes = [
            models.Index(fields=["-at", "-id"], name="newsletter_access_at"),
            GinIndex(fields=["people"], name="newsletter_access_people"),
        ]

    def __str__(self):
        return f"{self.get_shown_time()} {self.get_action_display()}"

    def get_shown_time(self):
        """Return the day and the time, for example “02-10-2026 14:30”."""
        return f"{timezone.localtime(self.at):%d-%m-%Y %H:%M}"

    def get_user_name(self):
        """Return the name of who did it, also when the account is gone."""
        try:
            user = self.user
        except ObjectDoesNotExist:
            user = None
        if user is None:
            return get_deleted_user_display_name(self.user_id)
        return user.get_full_name() or user.get_username()
