"""Where visitors of a team may be sent when its page goes: to teams that take up the same."""

from teams.models import WorkTeamPage

__all__ = ["list_teams_alike", "list_teams_on"]

MOST = 2


def list_teams_alike(page):
    """Return published teams that share a theme with a team, as a list; [] for another page."""
    if not isinstance(page, WorkTeamPage):
        return []
    return list_teams_on(page.team_themes.values("theme"), page.locale_id)


def list_teams_on(themes, locale_id):
    """Return the published teams in a language on some of `themes`, by key, as a list."""
    teams = WorkTeamPage.objects.published().filter(team_themes__theme__in=themes, locale=locale_id)
    return list(teams.defer_streamfields().in_order().distinct()[:MOST])
