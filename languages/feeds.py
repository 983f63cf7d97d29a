"""Writers of feeds, RSS (2.0) and Atom (RFC 4287), that any program can read."""

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from languages.cleaning import clean_value

__all__ = ["CleanAtom", "CleanRss"]


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
