"""What has to be right about a meeting before visitors see it: times, place and signing up."""

from django.utils import timezone
from django.utils.translation import gettext as _

__all__ = ["list_faults"]


def list_faults(meeting):
    """Return what is wrong with a MeetingPage, as a dictionary of the name of a field to why."""
    return {
        **find_wrong_times(meeting),
        **find_wrong_place(meeting),
        **find_wrong_sign_up(meeting),
    }


def find_wrong_times(meeting):
    faults = {}
    if meeting.start and meeting.end and meeting.end <= meeting.start:
        faults["end"] = _("The end is not after the start.")
    if meeting.state == meeting.State.MOVED and not meeting.previous_start:
        faults["previous_start"] = _("Enter when it would have been, or choose another state.")
    elif meeting.state == meeting.State.MOVED and meeting.previous_start == meeting.start:
        faults["previous_start"] = _("That is when it begins now.")
    return faults


def find_wrong_place(meeting):
    if meeting.attendance == meeting.Attendance.ONLINE:
        return {}
    wanted = {
        "place": _("Enter the name of the place, or choose “Online”."),
        "town": _("Enter the town, or choose “Online”."),
    }
    return {name: reason for name, reason in wanted.items() if not getattr(meeting, name)}


def find_wrong_sign_up(meeting):
    faults = {}
    if meeting.sign_up == meeting.SignUp.BY_MAIL and not meeting.sign_up_email:
        faults["sign_up_email"] = _("Enter the email address that people write to.")
    if meeting.sign_up == meeting.SignUp.ON_PAGE and not meeting.sign_up_url:
        faults["sign_up_url"] = _("Enter the web address where people sign up.")
    last_day = meeting.end and timezone.localdate(meeting.end)
    if meeting.sign_up_until and last_day and meeting.sign_up_until > last_day:
        faults["sign_up_until"] = _("That is after the meeting.")
    return faults
