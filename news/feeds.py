"""The news as a feed, in the language of its index page."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_noop

from news.contents import count_items
from news.forms import NewsFilterForm
from teams.feeds import AtomFeed, RssFeed

__all__ = ["AtomNewsFeed", "RssNewsFeed"]


class RssNewsFeed(RssFeed):
    """The newest items of a NewsIndexPage."""

    name = gettext_noop("News from %(site)s")

    def get_form(self, asked, index):
        return NewsFilterForm(asked, count_items(index))

    def item_pubdate(self, item):
        """Return the date of the news at the start of that day, in the time of the Netherlands.

        Of news with a date ahead, that is when it was published (RSS 2.0: readers may hold such
        an item back until its date).
        """
        if item.date > timezone.localdate() and item.first_published_at:
            return item.first_published_at
        return timezone.make_aware(datetime.datetime.combine(item.date, datetime.time.min))


class AtomNewsFeed(AtomFeed, RssNewsFeed):
    """The same as Atom."""
