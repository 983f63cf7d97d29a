"""A meeting in the words of schema.org, for search engines."""

import datetime

from django.utils import timezone

from agenda.words import is_midnight
from pages.structured_data import organization_reference, without_empty

__all__ = ["describe_event"]

STATES = {
    "planned": "EventScheduled",
    "cancelled": "EventCancelled",
    "moved": "EventRescheduled",
}
ATTENDANCE = {
    "on_site": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "mixed": "MixedEventAttendanceMode",
}
SCHEMA = "https://schema.org/"


def describe_event(meeting, request):
    """Return a MeetingPage as an Event; times have the distance of the clock here to UTC."""
    start, end = meeting.get_whole_days() or (meeting.start, meeting.end)
    event = {
        "@type": "Event",
        "name": meeting.title,
        "description": meeting.get_description(),
        "image": meeting.get_open_graph_image(request).url,
        "url": meeting.full_url,
        "startDate": say_when(start),
        "endDate": say_when(end),
        "eventStatus": f"{SCHEMA}{STATES[meeting.state]}",
        "eventAttendanceMode": f"{SCHEMA}{ATTENDANCE[meeting.attendance]}",
        "location": list_locations(meeting),
        "organizer": organization_reference(request),
    }
    if meeting.is_moved():
        event["previousStartDate"] = say_previous_start(meeting)
    return without_empty(event)


def say_previous_start(meeting):
    """Return when a meeting would have begun, if that is known; the date alone for whole days."""
    start = meeting.previous_start
    return say_when(timezone.localdate(start) if start and is_midnight(start) else start)


def say_when(moment):
    """Return a moment or a date as ISO 8601 has it, “2027-01-14T14:00:00+01:00”; None for none."""
    if isinstance(moment, datetime.datetime):
        moment = timezone.localtime(moment)
    return moment and moment.isoformat()


def list_locations(meeting):
    """Return the place and the address on the web of a meeting, as far as it has them."""
    locations = []
    if meeting.attendance != meeting.Attendance.ONLINE:
        address = {
            "@type": "PostalAddress",
            "streetAddress": meeting.street,
            "postalCode": meeting.postcode,
            "addressLocality": meeting.town,
            "addressCountry": "NL",
        }
        place = {"@type": "Place", "name": meeting.place, "address": without_empty(address)}
        locations.append(without_empty(place))
    if meeting.attendance != meeting.Attendance.ON_SITE:
        # Who signs up may get another one; the page says how.
        url = meeting.online_url or meeting.full_url
        locations.append({"@type": "VirtualLocation", "url": url})
    return locations
