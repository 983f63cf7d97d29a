"""The filters of the news: by team, year and theme, each with how much it leaves."""

import datetime

import feedparser
import pytest
from lxml.html import document_fromstring
from pytest_django.asserts import assertContains

from news.models import NewsIndexPage
from tests.factories import (
    NewsIndexPageFactory,
    NewsPageFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    get_home,
    translate,
    written_once,
)


@pytest.fixture(scope="module")
def kept_index(keep):
    """The key of the index that `make_news` makes, which stays for all of these tests."""
    with keep():
        yield make_news().pk


@pytest.fixture
def index(kept_index, db):
    return NewsIndexPage.objects.get(pk=kept_index)


@written_once()
def make_news():
    """Return an index with news of two teams, in two years; one team has both themes."""
    home = get_home()
    index = NewsIndexPageFactory(parent=home, title="Nieuws")
    teams = WorkTeamIndexPageFactory(parent=home)
    first = WorkTeamPageFactory(parent=teams, title="Eerste", number=1)
    second = WorkTeamPageFactory(parent=teams, title="Tweede", number=2)
    themes = [ThemeFactory(name="Armoede"), ThemeFactory(name="Zorg")]
    old, new = datetime.date(2017, 5, 1), datetime.date(2018, 5, 1)
    NewsPageFactory(parent=index, title="A", date=old, work_teams=[first], themes=themes)
    NewsPageFactory(parent=index, title="B", date=new, work_teams=[first], themes=themes[:1])
    NewsPageFactory(parent=index, title="C", date=new, work_teams=[second])
    return index


def read_filters(client, url):
    """Return the words of the choices of each filter, by its label."""
    document = document_fromstring(client.get(url).content)
    return {
        nav.get("aria-label"): [" ".join(link.text_content().split()) for link in nav.iter("a")]
        for nav in document.xpath("//nav[@class='filter']")
    }


class TestFilters:
    def test_say_how_much_each_choice_leaves(self, client, index):
        assert read_filters(client, index.url) == {
            "Werkteam": ["Alle werkteams (3)", "Eerste (2)", "Tweede (1)"],
            "Jaar": ["Alle jaren (3)", "2018 (2)", "2017 (1)"],
            "Thema": ["Alle thema’s (3)", "Armoede (2)", "Zorg (1)"],
        }

    def test_offer_nothing_that_leaves_nothing(self, client, index):
        assert read_filters(client, f"{index.url}?team=tweede") == {
            "Werkteam": ["Alle werkteams (3)", "Eerste (2)", "Tweede (1)"]
        }

    def test_find_what_is_about_a_team_in_another_language(self, client, index, english_home):
        team = index.get_children().first().specific.work_teams.get()
        translate(team.get_parent(), title="Teams")
        translate(team, title="First")
        news = translate(index, title="News")
        item = translate(index.get_children().first().specific, title="A in English")

        response = client.get(f"{news.url}?team=first")

        assertContains(response, item.title)

    def test_count_once_what_is_about_a_team_in_two_languages(self, client, index, english_home):
        team = index.get_children().first().specific.work_teams.get()
        translate(team.get_parent(), title="Teams")
        english = translate(team, title="First")
        item = index.get_children().first().specific
        item.work_teams.add(english)
        item.save()

        assert read_filters(client, index.url)["Werkteam"] == [
            *("Alle werkteams (3)", "Eerste (2)", "Tweede (1)")
        ]

    def test_say_that_there_is_nothing_and_lead_back(self, client, index):
        response = client.get(f"{index.url}?team=tweede&year=2017")

        assertContains(response, "Met deze keuzes is er niets.")
        assertContains(response, '<a href="/nieuws/">Toon al het nieuws</a>')


class TestTeam:
    def test_leads_to_all_its_news(self, client, index):
        team = index.get_children().first().specific.work_teams.get()

        assertContains(client.get(team.url), 'href="/nieuws/?team=eerste"')

    def test_is_a_link_of_its_own_on_a_card(self, client, index):
        assertContains(client.get(index.url), '<a class="card__team" href="/werkteams/eerste/">')


class TestFeed:
    def test_is_about_a_team_or_a_theme(self, client, index):
        for query, titles in [
            ("", ["C", "B", "A"]),
            ("?team=eerste", ["B", "A"]),
            ("?theme=zorg", ["A"]),
            ("?team=tweede&theme=zorg", []),
            ("?team=onbekend", ["C", "B", "A"]),
            ("?year=2017", ["C", "B", "A"]),
        ]:
            feed = feedparser.parse(client.get(f"{index.url}feed/rss/{query}").content)
            assert [entry.title for entry in feed.entries] == titles, query

    def test_names_what_it_is_about_and_its_own_address(self, client, index):
        feed = feedparser.parse(client.get(f"{index.url}feed/atom/?team=eerste").content).feed

        assert feed.title.endswith(", Eerste")
        assert {link.rel: link.href for link in feed.links} == {
            "alternate": "http://localhost/nieuws/?team=eerste",
            "self": "http://localhost/nieuws/feed/atom/?team=eerste",
        }

    def test_is_offered_where_it_was_chosen(self, client, index):
        response = client.get(f"{index.url}?team=eerste&year=2017")

        assertContains(response, 'href="/nieuws/feed/rss/?team=eerste"')
