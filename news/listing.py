"""On which day news stands in lists."""

from django.apps import apps
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from background.words import in_words

__all__ = ["get_listing_day", "list_on_its_day"]


def get_listing_day(date, published_at):
    """Return the day on which an item stands in lists: its date, unless that is still to come.

    Until then it is the day on which it was first published (`published_at`, None for a draft).
    """
    if published_at and date > timezone.localdate():
        return timezone.localdate(published_at)
    return date


@in_words(_("Put news in its place whose day has come"))
def list_on_its_day():
    """List what had a date ahead on that date, now that it has come."""
    items = apps.get_model("news.NewsPage").objects.filter(date__lte=timezone.localdate())
    items.exclude(listed_on=F("date")).update(listed_on=F("date"))
