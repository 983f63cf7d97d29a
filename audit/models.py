from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.users.utils import get_deleted_user_display_name

__all__ = ["Accountable", "Action", "Entry", "EntryQuerySet", "Kind"]


class Kind(models.TextChoices):
    """What an entry is about."""

    LOGIN = "login", _("signing in")
    ROLES = "roles", _("accounts and roles")
    SETTINGS = "settings", _("settings")
    DATA = "data", _("personal data")


class Action(models.TextChoices):
    """What was done; the word before the point is the Kind of it."""

    SIGNED_IN = "login.in", _("signed in")
    SIGNED_OUT = "login.out", _("signed out")
    REFUSED = "login.refused", _("tried to sign in, and was refused")
    FACTOR_ADDED = "login.added", _("added a second factor")
    FACTOR_REMOVED = "login.removed", _("removed a second factor")
    FACTORS_RESET = "login.reset", _("took away all second factors")
    ENDED_SESSIONS = "login.ended", _("signed out everywhere")
    ACCOUNT_MADE = "roles.made", _("made an account")
    ACCOUNT_CHANGED = "roles.changed", _("changed an account")
    ACCOUNT_DELETED = "roles.deleted", _("deleted an account")
    ROLES_GIVEN = "roles.given", _("gave roles")
    ROLES_TAKEN = "roles.taken", _("took roles away")
    RIGHTS_CHANGED = "roles.rights", _("changed what a role may do")
    SETTINGS_CHANGED = "settings.changed", _("changed settings")
    LISTED = "data.listed", _("saw a list")
    OPENED = "data.opened", _("saw one")
    EXPORTED = "data.exported", _("exported")
    CHANGED = "data.changed", _("changed one")
    ERASED = "data.erased", _("erased one")
    PUT_BACK = "data.put_back", _("put a backup back")


class EntryQuerySet(models.QuerySet):
    def of_kind(self, kind):
        return self.filter(action__startswith=f"{kind}.")

    def about_person(self, pk):
        """Return the entries of what somebody of the staff did, or was done to their account."""
        return self.filter(
            models.Q(user=pk) | models.Q(model="accounts.user", keys__contains=[int(pk)])
        )

    def outdated(self):
        """Return the entries that have been kept for as long as the settings say."""
        return self.filter(at__lt=timezone.now() - timedelta(days=settings.AUDIT_DAYS))


class Accountable(models.Model):
    """One time that somebody did something that they can be asked about; `action` says what."""

    # Kept when an account is deleted: who did something stays known by number, as in Wagtail's log.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.get_shown_time()} {self.get_action_display()}"

    def get_shown_time(self):
        """Return the day and the time, for example “02-10-2026 14:30”."""
        return f"{timezone.localtime(self.at):%d-%m-%Y %H:%M}"

    def get_user_name(self):
        """Return the name of who did it, also when the account is gone, or a dash."""
        if self.user_id is None:
            return "–"
        try:
            user = self.user
        except ObjectDoesNotExist:
            user = None
        # A list joins the accounts, and has None for one that is gone where a query raises.
        if user is None:
            return get_deleted_user_display_name(self.user_id)
        return user.get_full_name() or user.get_username()


class Entry(Accountable):
    """One time that somebody did something that they can be asked about; written once.

    `model` (such as "accounts.user") and `keys` say to what, `number` to how many, where those are
    no things with keys. They are numbers and no names: those of visitors are to be erased, and here
    nothing is. `note` says how or which, in words that are about nobody.
    """

    action = models.CharField(_("what"), choices=Action, max_length=20)
    model = models.CharField(max_length=100, blank=True)
    keys = ArrayField(models.BigIntegerField(), default=list)
    number = models.PositiveIntegerField(_("how many"), default=0)
    note = models.CharField(max_length=200, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta(Accountable.Meta):
        default_permissions = ["view"]
        verbose_name = _("entry of the log")
        verbose_name_plural = _("entries of the log")
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_entry_at"),
            models.Index(fields=["user", "-at"], name="audit_entry_user"),
            GinIndex(fields=["keys"], name="audit_entry_keys"),
        ]

    def get_kind_display(self):
        return Kind(self.action.partition(".")[0]).label
