from django import template
from django.template.defaultfilters import stringfilter

from pages.navigation import get_navigation

register = template.Library()


@register.simple_tag(takes_context=True)
def navigation(context):
    """Return the Navigation around the page in the context (none on an error page)."""
    return get_navigation(context["request"], context.get("page"))


@register.simple_tag
def section_of(nav, page):
    """Return the page right below the home page that `page` stands under, or None."""
    return nav.get_section(page)


@register.filter
@stringfilter
def unbreakable(text):
    """Return the text with no-break spaces, for postcodes and telephone numbers."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")
