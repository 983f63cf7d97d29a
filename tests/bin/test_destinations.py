"""Where visitors are proposed to go: to what is about the same, and else to the page above."""

from bin.destinations import list_destinations
from tests.factories import (
    NewsIndexPageFactory,
    NewsPageFactory,
    TeamThemeFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
)


def make_team(index, theme, number, **fields):
    team = WorkTeamPageFactory(parent=index, number=number, title=f"Team {number}", **fields)
    TeamThemeFactory(team=team, theme=theme)
    return team


def list_titles(*pages):
    return [page.title for page in list_destinations(pages)]


def test_of_a_team_are_teams_on_the_same_theme(home):
    index, theme = WorkTeamIndexPageFactory(parent=home, title="Werkteams"), ThemeFactory()
    team = make_team(index, theme, 1)
    make_team(index, theme, 2)
    make_team(index, theme, 3, live=False)

    assert list_titles(team) == ["Team 2", "Werkteams"]


def test_of_news_are_the_teams_that_it_is_about(home):
    index, theme = WorkTeamIndexPageFactory(parent=home), ThemeFactory()
    news = NewsIndexPageFactory(parent=home, title="Nieuws")
    make_team(index, theme, 1)
    own = make_team(index, ThemeFactory(name="Wonen"), 2)
    item = NewsPageFactory(parent=news, themes=[theme], work_teams=[own])

    assert list_titles(item) == ["Team 2", "Team 1", "Nieuws"]


def test_are_no_pages_that_go_too(home):
    index, theme = WorkTeamIndexPageFactory(parent=home, title="Werkteams"), ThemeFactory()
    teams = [make_team(index, theme, number) for number in (1, 2)]

    assert list_titles(*teams) == ["Werkteams"]
    assert list_titles(index) == [home.title]
