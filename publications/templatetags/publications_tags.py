from django import template

from publications.citing import cite
from publications.describing import list_tags

register = template.Library()


@register.simple_tag
def citation(page):
    """Return how to cite a PublicationPage, as a `publications.citing.Citation`."""
    return cite(page)


@register.simple_tag
def reference_tags(page):
    """Return what Google Scholar and Zotero read of it, as a list of (name, content)."""
    return list_tags(page)
