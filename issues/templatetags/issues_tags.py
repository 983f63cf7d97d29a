from django import template

from issues.archive import list_issues
from issues.making import make_edition
from issues.plain_text import read_html
from newsletter.models import NewsletterPage

register = template.Library()

# How many are on the page of the newsletter itself; the archive has them all.
NEWEST = 5

register.filter("plain", read_html)


@register.filter
def on_site(address, site):
    """Return an absolute address, without the beginning if it is one of a Site's own."""
    return address.removeprefix(site.root_url)


# What an issue says in its language, for its page.
register.simple_tag(make_edition, name="edition_of")


@register.simple_tag
def newest_issues(newsletter):
    """Return the newest issues below a NewsletterPage, and one more if the archive has more."""
    return list(list_issues(newsletter)[: NEWEST + 1])


@register.simple_tag
def last_issue():
    """Return the newest issue in the language of the address, or None."""
    newsletter = NewsletterPage.objects.get_for_visitor()
    return newsletter and list_issues(newsletter).first()


@register.inclusion_tag("issues/includes/feed_links.html")
def issue_feed_links():
    """Render the links by which a feed reader finds the feeds."""
    return {}
