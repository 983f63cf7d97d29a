"""Where visitors of a publication may be sent when its page goes: to what it is about."""

from publications.models import PublicationPage
from teams.destinations import list_teams_on

__all__ = ["list_teams_of_publication"]


def list_teams_of_publication(page):
    """Return the teams that a publication is about, then those on its themes; [] for others."""
    if not isinstance(page, PublicationPage):
        return []
    return [*page.work_teams.all(), *list_teams_on(page.themes.values("pk"), page.locale_id)]
