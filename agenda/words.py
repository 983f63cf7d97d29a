"""When and where a meeting is, in words; the times are those of the clock in the Netherlands."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

__all__ = [
    "describe_address",
    "describe_day",
    "describe_hours",
    "describe_place",
    "describe_previous_start",
    "is_midnight",
]


DAY = "l j F Y"
MIDNIGHT = datetime.time()
# An evening until midnight is of one day.
INSTANT = datetime.timedelta(microseconds=1)


def describe_hours(meeting):
    """Return from when until when a meeting is: “14.00 tot 16.30 uur”, with days where it has more.

    Both moments may be lacking in a draft.
    """
    if days := meeting.get_whole_days():
        return describe_whole_days(*days)
    if not meeting.start:
        return ""
    start, end = meeting.start, meeting.end
    if not end:
        return _("from %(start)s") % {"start": describe_clock(start)}
    if timezone.localdate(start) == timezone.localdate(end - INSTANT):
        moments = {"start": describe_clock(start), "end": describe_clock(end)}
    else:
        moments = {"start": describe_moment(start), "end": describe_moment(end)}
    return pgettext("hours", "%(start)s to %(end)s") % moments


def describe_whole_days(first, last):
    """Return that there are no hours, and what the last day is of several."""
    if first == last:
        return _("All day")
    return _("All day, up to and including %(day)s") % {"day": date_format(last, DAY)}


def describe_previous_start(meeting):
    """Return, as a sentence, when a meeting that is moved would have begun.

    From midnight that is the day alone: whole days begin so, and nothing else does.
    """
    start = meeting.previous_start
    if is_midnight(start):
        return _("It would have been on %(day)s.") % {"day": describe_day(start)}
    return _("It would have been on %(moment)s.") % {"moment": describe_moment(start)}


def is_midnight(moment):
    """Return whether a day begins at a moment, in the Netherlands."""
    return timezone.localtime(moment).time() == MIDNIGHT


def describe_moment(moment):
    """Return “donderdag 14 januari 2027, 14.00”."""
    return f"{describe_day(moment)}, {describe_clock(moment)}"


def describe_day(moment):
    """Return “donderdag 14 januari 2027”."""
    return date_format(timezone.localtime(moment), DAY)


def describe_clock(moment):
    # Translators: how Django writes a time of the clock; “G.i” gives 9.30.
    return date_format(timezone.localtime(moment), pgettext("time of the clock", "G:i"))


def describe_place(meeting):
    """Return where a meeting is in few words: “Stadhuis, Rotterdam”, “Online”, or both."""
    return join_place(meeting, [meeting.place, meeting.town])


def describe_address(meeting):
    """Return where a meeting is, so that an envelope would come: place, street, postcode, town."""
    town = " ".join(filter(None, [meeting.postcode, meeting.town]))
    return join_place(meeting, [meeting.place, meeting.street, town])


def join_place(meeting, parts):
    place = ", ".join(filter(None, parts))
    if meeting.attendance == meeting.Attendance.ONLINE:
        return _("Online")
    if meeting.attendance == meeting.Attendance.MIXED:
        return _("%(place)s, or online") % {"place": place}
    return place
