"""Where visitors of a meeting may be sent when it goes: to the teams and themes it is about."""

from agenda.models import MeetingPage
from teams.destinations import list_teams_on

__all__ = ["list_teams_of_meeting"]


def list_teams_of_meeting(page):
    """Return the teams that a meeting is of, then those on its themes; [] for another page."""
    if not isinstance(page, MeetingPage):
        return []
    return [*page.work_teams.all(), *list_teams_on(page.themes.values("pk"), page.locale_id)]
