"""Pages as a feed, RSS (2.0) or Atom (RFC 4287), that any program can read."""

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from languages.cleaning import clean_value

__all__ = ["CleanAtom", "PageFeed"]


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


class PageFeed(Feed):
    """What all feeds say of a page, and of the page that lists these; RSS, if nothing else is said.

    Addresses come from the site's own settings, never from the Host header of the request.
    """

    feed_type = CleanRss
    item_guid_is_permalink = False

    def description(self, index):
        """Return what the feed is about; RSS wants something here."""
        return index.get_description() or self.title(index)

    def item_title(self, page):
        return page.title

    def item_link(self, page):
        return page.full_url

    def item_guid(self, page):
        """Return an id that stays when the title, and so the address, changes."""
        return f"urn:uuid:{page.translation_key}"

    def item_pubdate(self, page):
        return page.first_published_at

    def item_updateddate(self, page):
        return page.last_published_at
