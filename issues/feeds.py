"""The issues as RSS (2.0) and Atom (RFC 4287), for who would rather have no mail."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from issues.archive import get_newsletter, list_issues
from pages.feeds import CleanAtom, PageFeed
from site_version.keeping import Kept

__all__ = ["AtomIssuesFeed", "RssIssuesFeed"]

ISSUES_IN_FEED = 20

issues_kept = Kept(size=10)


class RssIssuesFeed(PageFeed):
    """The newest issues."""

    url_name = "archive:rss"

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

    def items(self, newsletter):
        return issues_kept.get(
            (newsletter,), lambda: list(list_issues(newsletter)[:ISSUES_IN_FEED])
        )

    def item_description(self, issue):
        return issue.get_description()


class AtomIssuesFeed(RssIssuesFeed):
    """The same as Atom."""

    feed_type = CleanAtom
    url_name = "archive:atom"

    def subtitle(self, newsletter):
        return newsletter.get_description() or None

    def author_name(self, newsletter):
        return self.site.site_name
