"""Where visitors of a news item may be sent when it goes: to the teams and themes it is about."""

from news.models import NewsPage
from teams.destinations import list_teams_on

__all__ = ["list_teams_of_news"]


def list_teams_of_news(page):
    """Return the teams that an item is about, then those on its themes; [] for another page."""
    if not isinstance(page, NewsPage):
        return []
    return [*page.work_teams.all(), *list_teams_on(page.themes.values("pk"), page.locale_id)]
