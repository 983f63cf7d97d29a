"""What the first screen of the admin says of pages to look at again."""

from django.urls import reverse
from django.utils.translation import gettext as _

from reviews.models import Review

__all__ = ["add_due_reviews"]

MOST = 5


def add_due_reviews(request, dashboard):
    """Tell somebody which of the pages that they may change are to be looked at again."""
    for review in Review.objects.for_user(request.user).due()[:MOST]:
        dashboard.open("to_do").add(
            _("Look at it again: %(title)s") % {"title": review.page.get_admin_display_title()},
            reverse("reviews_review", args=[review.page_id]),
            order=70,
        )
