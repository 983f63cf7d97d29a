"""Meetings of a series: copies of one on other days, each a page of its own from then on."""

import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from agenda.models import MeetingPage
from pages.addresses import find_free_slug, make_slug

__all__ = ["copy_to_days", "exists_on", "get_day", "is_there_then"]

# What belongs to the one meeting that happened, or did not.
OF_ONE_MEETING = {
    "state": MeetingPage.State.PLANNED,
    "state_note": "",
    "previous_start": None,
    "report": [],
    "sequence": 0,
    "untranslated": [],
    "go_live_at": None,
    "expire_at": None,
}


def copy_to_days(meeting, days, user):
    """Make a draft of a meeting (as its form shows it) on each of some dates; return them, a list.

    Each begins at the same time of the clock and lasts as long, in summer and in winter.
    """
    with transaction.atomic():
        return [copy_to_day(meeting, day, user) for day in days]


def copy_to_day(meeting, day, user):
    start = move_to(day, meeting.start)
    later = day - get_day(meeting.start)
    slug = find_free_slug(meeting.get_parent(), f"{make_slug(meeting.title)}-{day.isoformat()}")
    moments = {
        "start": start,
        "end": meeting.end and move_to(get_day(meeting.end) + later, meeting.end),
        "sign_up_until": meeting.sign_up_until and meeting.sign_up_until + later,
    }
    return meeting.copy(
        update_attrs={**OF_ONE_MEETING, **moments, "slug": slug, "draft_title": meeting.title},
        copy_revisions=False,
        keep_live=False,
        user=user,
    )


def exists_on(meeting, day):
    """Return whether a meeting of the same title stands beside this one on a date already."""
    siblings = MeetingPage.objects.sibling_of(meeting)
    return siblings.filter(draft_title=meeting.title, start__date=day).exists()


def is_there_then(meeting, day):
    """Return whether the times of a meeting are on the clock on a date, once and no more.

    In the night in which summer time begins an hour is left out; where it ends, one comes twice.
    """
    later = day - get_day(meeting.start)
    moments = [each for each in [meeting.start, meeting.end] if each]
    return all(is_certain(get_day(each) + later, each) for each in moments)


def is_certain(day, moment):
    earlier, later = (move_to(day, moment, fold) for fold in [0, 1])
    return earlier.utcoffset() == later.utcoffset()


def move_to(day, moment, fold=0):
    """Return the moment on another date at which the clock in the Netherlands says the same."""
    zone = ZoneInfo(settings.TIME_ZONE)
    clock = timezone.localtime(moment, zone).time().replace(fold=fold)
    return datetime.datetime.combine(day, clock, tzinfo=zone)


def get_day(moment):
    """Return the date of a moment in the Netherlands."""
    return timezone.localdate(moment, ZoneInfo(settings.TIME_ZONE))
