"""The publications as a feed, in the language of their index page."""

from django.utils.translation import gettext_noop

from publications.contents import count_items
from publications.forms import PublicationFilterForm
from teams.feeds import AtomFeed, RssFeed

__all__ = ["AtomPublicationFeed", "RssPublicationFeed"]


class RssPublicationFeed(RssFeed):
    """The newest publications of a PublicationIndexPage, of which only the year is known.

    Each appeared when it came on the site, which is what somebody who follows it asks.
    """

    name = gettext_noop("Publications from %(site)s")

    def get_form(self, asked, index):
        return PublicationFilterForm(asked, count_items(index))


class AtomPublicationFeed(AtomFeed, RssPublicationFeed):
    """The same as Atom."""
