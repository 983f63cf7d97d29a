"""Meetings for calendars, as iCalendar (RFC 5545): feeds that a calendar asks for again, and files.

All times are in UTC, so that no calendar has to know when summer time begins here. What a calendar
gets changes only with what is published: DTSTAMP is when that was, and not when it was asked for.
"""

import datetime
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneStandard, vText

from agenda.words import describe_address
from languages.cleaning import clean_value

__all__ = ["answer_with", "as_webcal", "list_for_feed", "make_calendar"]

# What was stays in a calendar for a year, so that people find it there.
PAST = datetime.timedelta(days=365)
MOST_MEETINGS = 500
# How often a calendar may ask again. Most ask less often, whatever is said here.
AGAIN = datetime.timedelta(hours=12)


def list_for_feed(meetings):
    """Return of a queryset of meetings those that a feed has, with their themes, as a list."""
    since = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) - PAST
    latest = meetings.filter(end__gte=since).order_by("-start", "-pk").defer_streamfields()
    return list(latest.prefetch_related("themes")[:MOST_MEETINGS])[::-1]


def make_calendar(meetings, name=""):
    """Return a calendar of a list of meetings as bytes; a feed has a `name`, one file has none."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{settings.WAGTAIL_SITE_NAME}//Agenda//NL")
    if name:
        for key in ["name", "x-wr-calname"]:
            # The library knows neither, and would leave a comma as it is.
            calendar.add(key, vText(clean_value(name)))
        calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT12H")
    for meeting in meetings:
        calendar.add_component(make_event(meeting))
    if not meetings:
        # A calendar holds one component at least (RFC 5545, 3.6).
        calendar.add_component(make_timezone())
    return calendar.to_ical()


def make_timezone():
    """Return UTC as a component of a calendar: true, and in the way of nothing."""
    clock, always = Timezone(), TimezoneStandard()
    clock.add("tzid", "Etc/UTC")
    always.add("dtstart", datetime.datetime(1970, 1, 1))
    always.add("tzoffsetfrom", datetime.timedelta())
    always.add("tzoffsetto", datetime.timedelta())
    clock.add_component(always)
    return clock


def make_event(meeting):
    """Return a MeetingPage as an icalendar Event."""
    changed = to_utc(meeting.last_published_at or meeting.start)
    event = Event()
    # Stays the same whatever becomes of the meeting, in each language: it is the same one.
    event.add("uid", str(meeting.translation_key))
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", meeting.sequence)
    start, end = get_period(meeting)
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("status", "CANCELLED" if meeting.is_cancelled() else "CONFIRMED")
    event.add("summary", clean_value(get_summary(meeting)))
    event.add("description", clean_value(get_description(meeting)))
    event.add("url", meeting.full_url)
    if where := describe_address(meeting):
        event.add("location", clean_value(where))
    own = [each.name for each in meeting.themes.all() if each.locale_id == meeting.locale_id]
    if own:
        event.add("categories", clean_value(own))
    return event


def get_period(meeting):
    """Return the start and the end, which is not in it: moments, or dates for whole days."""
    if days := meeting.get_whole_days():
        first, last = days
        return first, last + datetime.timedelta(days=1)
    return to_utc(meeting.start), to_utc(meeting.end)


def to_utc(moment):
    """Return a moment in UTC, in whole seconds, as iCalendar writes it."""
    return moment.astimezone(datetime.UTC).replace(microsecond=0)


def get_summary(meeting):
    """Return the title; some calendars do not show what is cancelled, so it says so too."""
    if meeting.is_cancelled():
        return _("Cancelled: %(title)s") % {"title": meeting.title}
    return meeting.title


def get_description(meeting):
    """Return what the meeting is about, in the language of its page, and where more is said."""
    texts = [meeting.get_translated("state_note"), meeting.get_translated("summary")]
    if meeting.attendance != meeting.Attendance.ON_SITE:
        texts.append(meeting.online_url)
    return "\n\n".join(filter(None, [*texts, meeting.full_url]))


def answer_with(calendar, file_name):
    """Return a response of a calendar (bytes), that a browser keeps under `file_name`."""
    return HttpResponse(
        calendar,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{file_name}.ics"'},
    )


def as_webcal(url):
    """Return a web address as one that opens the visitor's own calendar, which then follows it."""
    return urlunsplit(urlsplit(url)._replace(scheme="webcal"))
