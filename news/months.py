"""Lists of news of which a page far on costs no more than the first."""

import datetime

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils.functional import SimpleLazyObject

__all__ = ["ItemsByMonth", "count_by_month"]


def count_by_month(items):
    """Return how many of a queryset of news items are listed in each month, the latest first.

    It is a dictionary of the first day of a month to a number.
    """
    months = items.order_by().annotate(month=TruncMonth("listed_on")).values("month")
    counts = months.annotate(number=Count("pk")).order_by("-month")
    return dict(counts.values_list("month", "number"))


class ItemsByMonth:
    """News items, the newest first, for Django's Paginator.

    PostgreSQL would read and throw away all items before those that are asked for. Here it begins
    in the right month, which is known from how many there are in each (`months`).
    """

    def __init__(self, items, months):
        self.items = items
        self.months = months

    def __len__(self):
        return sum(self.months.values())

    def __getitem__(self, places):
        """Return the items in a slice, asked for when they are shown: mostly that is kept."""
        return SimpleLazyObject(lambda: self.take(places.start, places.stop))

    def take(self, start, stop):
        """Return the items between two places, with what a card shows, as a queryset."""
        before = 0
        for month, number in self.months.items():
            if start < before + number:
                until_then = self.items.filter(listed_on__lt=get_next_month(month))
                return until_then.for_cards()[start - before : stop - before]
            before += number
        return self.items.none()


def get_next_month(month):
    """Return the first day of the month after that of a first day."""
    return (month + datetime.timedelta(days=31)).replace(day=1)
