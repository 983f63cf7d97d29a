import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains

from home.models import FeaturedNews
from news.models import NewsPage
from tests.factories import (
    NewsIndexPageFactory,
    NewsPageFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    get_home,
)


def get_news_titles(client, home):
    document = html.document_fromstring(client.get(home.url).content)
    links = document.xpath("//section[@aria-labelledby='news']//*[@class='card__title']/a")
    return [link.text_content().strip() for link in links]


class TestFeaturedNews:
    TODAY = datetime.date(2026, 11, 27)

    @pytest.fixture(scope="class")
    @classmethod
    def kept_items(cls, keep):
        with keep():
            news = NewsIndexPageFactory(parent=get_home())
            for day in range(1, 6):
                NewsPageFactory(parent=news, title=f"{day}", date=datetime.date(2026, 11, day))
            yield

    @pytest.fixture
    def items(self, kept_items, db, monkeypatch):
        """Five items, the first the oldest; it is the 27th of November 2026."""
        monkeypatch.setattr(timezone, "localdate", lambda: self.TODAY)
        return list(NewsPage.objects.order_by("date"))

    def feature(self, home, *items, until=None):
        home.featured_news = [
            FeaturedNews(item=item, until=until, sort_order=place)
            for place, item in enumerate(items)
        ]
        home.save_revision().publish()

    def test_ends_by_itself_after_its_last_day(self, client, home, items):
        for until, titles in [
            (None, ["1", "5", "4"]),
            (self.TODAY, ["1", "5", "4"]),
            (self.TODAY - datetime.timedelta(days=1), ["5", "4", "3"]),
        ]:
            self.feature(home, items[0], until=until)

            assert get_news_titles(client, home) == titles, until

    def test_leaves_a_place_for_the_latest(self, client, home, items):
        """It has one whatever was chosen, once."""
        for chosen, titles in [
            ([0, 1, 2], ["1", "2", "5"]),
            ([4, 0, 1], ["5", "1", "2"]),
            ([0, 1, 4], ["1", "2", "5"]),
        ]:
            self.feature(home, *[items[place] for place in chosen])

            assert get_news_titles(client, home) == titles, chosen


class TestHomePage:
    def test_opens_with_its_heading_and_summary(self, client, home):
        home.summary = "Bewoners en professionals werken samen."
        home.save()

        response = client.get(home.url)

        assertContains(response, "Wie het aangaat, zit aan tafel</h1>")
        assertContains(response, "Bewoners en professionals werken samen.")

    def test_shows_its_buttons_in_order(self, client, home):
        teams = WorkTeamIndexPageFactory(parent=home)
        home.buttons = [
            ("button", {"text": "Bekijk de werkteams", "page": teams, "url": ""}),
            ("button", {"text": "Schuif aan", "page": None, "url": "https://example.org/aan"}),
        ]
        home.save()

        document = html.document_fromstring(client.get(home.url).content)

        buttons = document.xpath("//main//a[contains(@class, 'button')]")
        assert [(button.text_content().strip(), button.get("href")) for button in buttons] == [
            ("Bekijk de werkteams", "/werkteams/"),
            ("Schuif aan", "https://example.org/aan"),
        ]

    def test_shows_the_three_latest_news_items(self, client, home):
        news = NewsIndexPageFactory(parent=home)
        for month in range(1, 5):
            NewsPageFactory(parent=news, title=f"Maand {month}", date=datetime.date(2018, month, 1))
        NewsPageFactory(parent=news, title="Concept", live=False)

        assert get_news_titles(client, home) == ["Maand 4", "Maand 3", "Maand 2"]

    def test_puts_the_editors_choice_first(self, client, home):
        news = NewsIndexPageFactory(parent=home)
        old = NewsPageFactory(parent=news, title="Oud", date=datetime.date(2001, 1, 1))
        older = NewsPageFactory(parent=news, title="Ouder", date=datetime.date(2000, 1, 1))
        for day in range(1, 4):
            NewsPageFactory(parent=news, title=f"Dag {day}", date=datetime.date(2018, 1, day))
        for place, item in enumerate([older, old]):
            FeaturedNews.objects.create(page=home, item=item, sort_order=place)

        assert get_news_titles(client, home) == ["Ouder", "Oud", "Dag 3"]
        cards = html.document_fromstring(client.get(home.url).content).find_class("news-card")
        assert ["Uitgelicht" in card.text_content() for card in cards] == [True, True, False]

    def test_shows_the_work_teams_by_number(self, client, home):
        teams = WorkTeamIndexPageFactory(parent=home)
        WorkTeamPageFactory(parent=teams, title="Tweede", number=2)
        WorkTeamPageFactory(parent=teams, title="Eerste", number=1)

        html = client.get(home.url).content.decode()

        assert html.index("Eerste</a>") < html.index("Tweede</a>")

    def test_has_a_place_for_the_newsletter(self, client, home):
        home.newsletter_heading = "Nieuws uit de werkplaats"
        home.save()

        response = client.get(home.url)

        assertContains(response, "Nieuws uit de werkplaats</h2>")
        assertContains(response, 'id="panel_email"')

    def test_leaves_out_every_part_that_has_nothing_to_show(self, client, home):
        response = client.get(home.url)

        for part in ["news", "teams", "calls", "newsletter"]:
            assertNotContains(response, f'id="{part}"')

    def test_needs_a_heading(self, home):
        home.heading = ""

        with pytest.raises(ValidationError) as error:
            home.full_clean()

        assert "heading" in error.value.message_dict
