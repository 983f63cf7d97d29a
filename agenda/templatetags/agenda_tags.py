from django import template

from agenda.calendars import as_webcal
from agenda.words import (
    describe_address,
    describe_day,
    describe_hours,
    describe_place,
    describe_previous_start,
)

register = template.Library()


@register.inclusion_tag("agenda/includes/follow.html")
def follow_calendar(index, path):
    """Render how to follow a calendar of an agenda page, at an address below it."""
    url = f"{index.full_url}{path}"
    return {"index": index, "path": path, "url": url, "webcal": as_webcal(url)}


@register.inclusion_tag("agenda/includes/calendar_link.html")
def calendar_link(index, path):
    """Render the link by which a program finds a calendar of an agenda page."""
    return {"index": index, "path": path}


@register.simple_tag
def calendar_path(page):
    """Return the address of the calendar of an agenda page, or of one meeting, below that page."""
    return page.reverse_subpage("calendar")


register.filter("hours", describe_hours)
register.filter("day_in_words", describe_day)
register.filter("previous_start", describe_previous_start)
register.filter("place_in_words", describe_place)
register.filter("address_in_words", describe_address)
