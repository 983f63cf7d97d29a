from django import template

from news.models import NewsIndexPage

register = template.Library()


@register.inclusion_tag("news/includes/feed_links.html")
def feed_links(index):
    """Render the links by which a feed reader finds the feeds; `index` is the news page."""
    routes = NewsIndexPage()
    return {
        "index": index,
        "atom": routes.reverse_subpage("atom"),
        "rss": routes.reverse_subpage("rss"),
    }
