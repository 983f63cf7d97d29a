"""The news as RSS (2.0) and Atom (RFC 4287), in the language of its index page."""

import datetime

from django.contrib.syndication.views import Feed
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext as _

from languages.cleaning import clean_value
from news.contents import count_items
from news.forms import NewsFilterForm
from site_version.keeping import Kept, keep

__all__ = ["AtomNewsFeed", "CleanAtom", "CleanRss", "RssNewsFeed"]

ITEMS_IN_FEED = 20

# The items of a feed, for each choice of team and theme.
items_kept = Kept(size=100)


@keep(size=20)
def get_site(index):
    """Return the Site of a NewsIndexPage."""
    return index.get_site()


def list_items(index, form):
    """Return the newest items of a NewsIndexPage that a form chooses, each with its themes."""
    items = form.filter(index.get_items()).defer_streamfields()
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
    """The newest items of a news index page, or of those about a team or theme in the address.

    Addresses come from the site's own settings, never from the Host header of the request.
    """

    feed_type = CleanRss
    route_name = "rss"

    def get_object(self, request, index):
        """Return the NewsIndexPage that the view passes as `index`; `form` has what is asked."""
        # Without years: a feed is about what is new.
        asked = {name: request.GET.get(name) for name in ["team", "theme"]}
        self.form = NewsFilterForm(asked, count_items(index))
        return index

    def title(self, index):
        title = _("News from %(site)s") % {"site": get_site(index).site_name}
        return ", ".join([title, *map(str, self.form.get_chosen_labels())])

    def link(self, index):
        return index.full_url + self.form.get_canonical_query()

    def feed_url(self, index):
        route = index.reverse_subpage(self.route_name)
        return index.full_url + route + self.form.get_canonical_query()

    def description(self, index):
        """Return what the feed is about; RSS wants something here."""
        return index.get_description() or self.title(index)

    def items(self, index):
        chosen = self.form.get_chosen().items()
        return items_kept.get((index, *chosen), lambda: list_items(index, self.form))

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
