"""The issues as RSS (2.0) and Atom (RFC 4287), for who would rather have no mail."""

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from issues.archive import get_newsletter, list_issues
from languages.feeds import CleanAtom, CleanRss
from site_version.keeping import Kept

__all__ = ["AtomIssuesFeed", "RssIssuesFeed"]

ISSUES_IN_FEED = 20

issues_kept = Kept(size=10)


class RssIssuesFeed(Feed):
    """The newest issues, by addresses that come from the site's own settings."""

    feed_type = CleanRss
    url_name = "archive:rss"
    item_guid_is_permalink = False

    def get_object(self, request):
        """Return the NewsletterPage in the language of the address."""
        self.site = Site.objects.get(is_default_site=True)
        return get_newsletter()

    def title(self, newsletter):
        return _("Newsletter of %(site)s") % {"site": self.site.site_name}

    def link(self, newsletter):
        return self.site.root_url + reverse("archive:issues")

    def feed_url(self, newsletter):
        return self.site.root_url + reverse(self.url_name)

    def description(self, newsletter):
        """Return what the feed is about; RSS wants something here."""
        return newsletter.get_description() or self.title(newsletter)

    def items(self, newsletter):
        return issues_kept.get(
            (newsletter,), lambda: list(list_issues(newsletter)[:ISSUES_IN_FEED])
        )

    def item_title(self, issue):
        return issue.title

    def item_description(self, issue):
        return issue.get_description()

    def item_link(self, issue):
        return issue.full_url

    def item_guid(self, issue):
        """Return an id that stays when the title, and so the address, changes."""
        return f"urn:uuid:{issue.translation_key}"

    def item_pubdate(self, issue):
        return issue.first_published_at

    def item_updateddate(self, issue):
        return issue.last_published_at


class AtomIssuesFeed(RssIssuesFeed):
    """The same as Atom."""

    feed_type = CleanAtom
    url_name = "archive:atom"

    def subtitle(self, newsletter):
        return newsletter.get_description() or None

    def author_name(self, newsletter):
        return self.site.site_name
