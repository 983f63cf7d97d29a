"""A list of pages about themes and work teams as RSS (2.0) and Atom (RFC 4287), in its language.

Of a kind of pages, a feed says what it is called, and when a page appeared.
"""

from django.utils.translation import gettext as _

from pages.feeds import CleanAtom, PageFeed
from site_version.keeping import Kept, keep

__all__ = ["AtomFeed", "RssFeed"]

ITEMS_IN_FEED = 20

# The items of a feed, for each choice of team and theme.
items_kept = Kept(size=100)


@keep(size=20)
def get_site(index):
    """Return the Site of a page with a list."""
    return index.get_site()


class RssFeed(PageFeed):
    """The newest items of a page with a list, or of those about a team or theme in the address.

    `name` says what is in it, with the name of the site as `%(site)s`.
    """

    route_name = "rss"
    name = ""

    def get_form(self, asked, index):
        """Return the filter form of the list for what is asked, a team and a theme by name."""
        raise NotImplementedError

    def get_object(self, request, index):
        """Return `index`, the page with the list; `form` then has what is asked."""
        # A feed is about what is new: it has no other filters.
        asked = {name: request.GET.get(name) for name in ["team", "theme"]}
        self.form = self.get_form(asked, index)
        return index

    def title(self, index):
        title = _(self.name) % {"site": get_site(index).site_name}
        return ", ".join([title, *map(str, self.form.get_chosen_labels())])

    def link(self, index):
        return index.full_url + self.form.get_canonical_query()

    def feed_url(self, index):
        route = index.reverse_subpage(self.route_name)
        return index.full_url + route + self.form.get_canonical_query()

    def items(self, index):
        chosen = self.form.get_chosen().items()
        return items_kept.get((index, *chosen), lambda: self.list_items(index))

    def list_items(self, index):
        """Return the newest items of the list that the form chooses, each with its themes."""
        items = self.form.filter(index.get_items()).defer_streamfields()
        return list(items.prefetch_related("themes")[:ITEMS_IN_FEED])

    def item_description(self, item):
        """Return the summary, or "" where it is not translated: a feed reader cannot mark it."""
        return item.get_translated("summary")

    def item_categories(self, item):
        return [theme.name for theme in item.themes.all() if theme.locale_id == item.locale_id]


class AtomFeed(RssFeed):
    """The same as Atom."""

    feed_type = CleanAtom
    route_name = "atom"

    def subtitle(self, index):
        return index.get_description() or None

    def author_name(self, index):
        return get_site(index).site_name
