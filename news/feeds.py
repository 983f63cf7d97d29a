"""The news as RSS (2.0) and Atom (RFC 4287), in the language of its index page."""

import datetime

from django.contrib.syndication.views import Feed
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext as _

from languages.cleaning import clean_value
from site_version.keeping import keep

__all__ = ["AtomNewsFeed", "RssNewsFeed"]

ITEMS_IN_FEED = 20


@keep(size=20)
def get_site(index):
    """Return the Site of a NewsIndexPage."""
    return index.get_site()


@keep(size=20)
def list_items(index):
    """Return the newest items of a NewsIndexPage, each with its themes."""
    items = index.get_items().defer_streamfields()
    return list(items.prefetch_related("themes")[:ITEMS_IN_FEED])


class CleanFeed:
    """Writes no sign that XML forbids: what was stored before texts were cleaned may have one."""

    def add_root_elements(self, handler):
        self.feed = clean_value(self.feed)
        super().add_root_elements(handler)

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, clean_value(item))


class CleanRss(CleanFeed, Rss201rev2Feed):
    pass


class CleanAtom(CleanFeed, Atom1Feed):
    pass


class RssNewsFeed(Feed):
    """The newest items of a news index page.

    Addresses come from the site's own settings, never from the Host header of the request.
    """

    feed_type = CleanRss
    route_name = "rss"

    def get_object(self, request, index):
        """Return the NewsIndexPage that the view passes as `index`."""
        return index

    def title(self, index):
        return _("News from %(site)s") % {"site": get_site(index).site_name}

    def link(self, index):
        return index.full_url

    def feed_url(self, index):
        return index.full_url + index.reverse_subpage(self.route_name)

    def description(self, index):
        """Return what the feed is about; RSS wants something here."""
        return index.get_description() or self.title(index)

    def items(self, index):
        return list_items(index)

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        """Return the summary, or "" where it is not translated: a feed reader cannot mark it."""
        return item.get_translated("summary")

    def item_link(self, item):
        return item.full_url

    def item_guid(self, item):
        """Return an id that stays when the title, and so the address, changes."""
        return f"urn:uuid:{item.translation_key}"

    item_guid_is_permalink = False

    def item_pubdate(self, item):
        """Return the date of the news at the start of that day, in the time of the Netherlands.

        Of news with a date ahead, that is when it was published (RSS 2.0: readers may hold such
        an item back until its date).
        """
        if item.date > timezone.localdate() and item.first_published_at:
            return item.first_published_at
        return timezone.make_aware(datetime.datetime.combine(item.date, datetime.time.min))

    def item_updateddate(self, item):
        return item.last_published_at

    def item_categories(self, item):
        return [theme.name for theme in item.themes.all() if theme.locale_id == item.locale_id]


class AtomNewsFeed(RssNewsFeed):
    """The same as Atom."""

    feed_type = CleanAtom
    route_name = "atom"

    def subtitle(self, index):
        return index.get_description() or None

    def author_name(self, index):
        return get_site(index).site_name
