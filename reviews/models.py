from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from pages.months import add_months

__all__ = ["Review", "get_months_of_type"]


class ReviewQuerySet(models.QuerySet):
    def due(self):
        """Return what is to be looked at today: of pages that visitors see, the longest first."""
        return self.filter(due_on__lte=timezone.localdate(), page__live=True).order_by("due_on")

    def for_user(self, user):
        """Return the reviews of the pages that a user may change, each with its page."""
        pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
        return self.filter(page__in=pages).select_related("page")


class Review(models.Model):
    """The day on which somebody is to look whether a page is still right.

    It is no part of the page itself: it holds as soon as it is saved, without publishing.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    due_on = models.DateField(_("look at it again on"), db_index=True)
    months = models.PositiveSmallIntegerField(_("and then again"), blank=True, null=True)
    # When its owner was mailed about this day.
    reminded_at = models.DateTimeField(editable=False, null=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("page to look at again")
        verbose_name_plural = _("pages to look at again")

    def __str__(self):
        return f"{self.page} ({self.due_on})"

    @property
    def is_due(self):
        return self.due_on <= timezone.localdate()

    def finish(self):
        """Note that the page was looked at today: the next time comes, or there is none."""
        if self.months is None:
            self.delete()
            return
        self.due_on, self.reminded_at = add_months(timezone.localdate(), self.months), None
        self.save()

    def get_owner(self):
        """Return the User to remind: whose page it is, or who wrote last.

        None when neither of them is a colleague any more who may change it.
        """
        last = self.page.latest_revision
        for user in [self.page.owner, last and last.user]:
            is_reached = user and user.is_active and user.email
            if is_reached and self.page.permissions_for_user(user).can_edit():
                return user
        return None


def get_months_of_type(page):
    """Return how often pages of the type of this one are looked at, in months, or None."""
    return settings.REVIEW_MONTHS.get(page.specific_class._meta.label_lower)
