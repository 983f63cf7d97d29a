import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import PageViewRestriction

from news.models import NewsPage, RelatedNews
from tests.factories import (
    LibraryImageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    translate,
)


@pytest.fixture
def index(home):
    return NewsIndexPageFactory(parent=home)


def titles(html):
    """Return the titles of the news cards on a page, in their order."""
    return [card.split("</a>")[0].split(">")[-1] for card in html.split('class="card__title"')[1:]]


def get_titles(client, url, query=None):
    return titles(client.get(url, query).content.decode())


class TestNewsIndexPage:
    def test_lists_newest_first(self, client, index):
        NewsPageFactory(parent=index, title="Startbijeenkomst", date=datetime.date(2016, 9, 22))
        NewsPageFactory(parent=index, title="Werkconferentie", date=datetime.date(2018, 5, 13))

        assert get_titles(client, index.url) == ["Werkconferentie", "Startbijeenkomst"]

    def test_puts_the_later_made_of_one_day_first(self, client, index):
        for title in ["Ochtend", "Middag", "Avond"]:
            NewsPageFactory(parent=index, title=title)

        assert get_titles(client, index.url) == ["Avond", "Middag", "Ochtend"]

    def test_leaves_out_drafts_and_private_items(self, client, index):
        NewsPageFactory(parent=index, title="Concept", live=False)
        private = NewsPageFactory(parent=index, title="Besloten")
        PageViewRestriction.objects.create(page=private, restriction_type="login")

        assert get_titles(client, index.url) == []
        assertContains(client.get(index.url), "0 nieuwsberichten")

    def test_shows_date_summary_and_work_team(self, client, home, index):
        team = WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=home), number=2)
        NewsPageFactory(parent=index, summary="Aan tafel.", work_teams=[team])

        response = client.get(index.url)

        assertContains(response, '<time datetime="2018-05-13">13 mei 2018</time>')
        assertContains(response, "Aan tafel.")
        assertContains(response, "Werkteam 2")

    def test_gives_twelve_items_to_a_page(self, client, index):
        for number in range(14):
            NewsPageFactory(parent=index, title=f"Bericht {number:02}")

        first = client.get(index.url)

        assert len(titles(first.content.decode())) == 12
        assertContains(first, 'rel="next" href="?page=2"')
        assert get_titles(client, index.url, {"page": 2}) == ["Bericht 01", "Bericht 00"]

    @pytest.mark.parametrize("page", ["0", "abc", "99", "-1", "1.5", "9" * 5000, "\0", ""])
    def test_answers_a_nonsense_page_number(self, client, index, page):
        NewsPageFactory(parent=index, title="Keukentafel")

        assertContains(client.get(index.url, {"page": page}), "Keukentafel")

    def test_filters_by_year(self, client, index):
        NewsPageFactory(parent=index, title="Oud", date=datetime.date(2016, 12, 31))
        NewsPageFactory(parent=index, title="Nieuw", date=datetime.date(2017, 1, 1))

        assert get_titles(client, index.url, {"year": "2016"}) == ["Oud"]

    def test_filters_by_theme(self, client, index):
        theme = ThemeFactory(name="Armoede")
        NewsPageFactory(parent=index, title="Rondkomen", themes=[theme])
        NewsPageFactory(parent=index, title="Wonen", themes=[ThemeFactory(name="Wonen")])

        assert get_titles(client, index.url, {"theme": "armoede"}) == ["Rondkomen"]

    def test_offers_only_filters_that_lead_to_news(self, client, index):
        used = [ThemeFactory(name="Armoede"), ThemeFactory(name="Zorg")]
        ThemeFactory(name="Ongebruikt")
        NewsPageFactory(parent=index, date=datetime.date(2016, 1, 1), themes=used)
        NewsPageFactory(parent=index, title="Later", date=datetime.date(2018, 1, 1))

        response = client.get(index.url, {"year": "2016"})

        assertContains(response, 'href="?year=2016&amp;theme=armoede"')
        assertContains(response, 'href="?year=2018"')
        assertNotContains(response, "2017")
        assertNotContains(response, "Ongebruikt")

    def test_keeps_the_filter_on_the_next_page(self, client, index):
        for number in range(13):
            NewsPageFactory(parent=index, title=f"Bericht {number}")

        assertContains(client.get(index.url, {"year": "2018"}), "?year=2018&amp;page=2")

    @pytest.mark.parametrize("query", [{"year": "1999"}, {"year": "\0"}, {"theme": "bestaat-niet"}])
    def test_shows_everything_for_an_unknown_filter_and_says_so(self, client, index, query):
        NewsPageFactory(parent=index, title="Keukentafel")

        response = client.get(index.url, query)

        assertContains(response, "Dit filter bestaat niet")
        assertContains(response, "Keukentafel")

    def test_names_its_feeds(self, client, index):
        response = client.get(index.url)

        assertContains(response, 'type="application/atom+xml"')
        assertContains(response, 'href="/nieuws/feed/rss/"')


class TestNewsPage:
    def test_shows_date_summary_and_alternative_text(self, client, index):
        image = LibraryImageFactory(description="Een gedekte tafel in een kantoor")
        page = NewsPageFactory(parent=index, summary="Met pannen.", lead_image=image)

        response = client.get(page.url)

        assertContains(response, '<time datetime="2018-05-13">13 mei 2018</time>')
        assertContains(response, "Met pannen.")
        assertContains(response, 'alt="Een gedekte tafel in een kantoor"')

    def test_gives_a_picture_without_alternative_text_an_empty_one(self, client, index):
        image = LibraryImageFactory(title="IMG_2041.jpg", description="", only_decorates=True)

        response = client.get(NewsPageFactory(parent=index, lead_image=image).url)

        assertContains(response, 'alt=""')
        assertNotContains(response, "IMG_2041.jpg")

    def test_links_to_its_themes_and_work_teams(self, client, home, index):
        team = WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=home), title="Samenspel")
        page = NewsPageFactory(
            parent=index, themes=[ThemeFactory(name="Armoede")], work_teams=[team]
        )

        response = client.get(page.url)

        assertContains(response, '<a href="/werkteams/samenspel/">Samenspel</a>')
        assertContains(response, '<a href="/nieuws/?theme=armoede">Armoede</a>')

    def test_offers_an_editor_the_themes_in_its_own_language(self, admin, index):
        theme = ThemeFactory(name="Armoede")
        poverty = translate(theme, name="Poverty")
        page = NewsPageFactory(parent=index, themes=[theme])
        add = reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk])

        for address in [add, reverse("wagtailadmin_pages:edit", args=[page.pk])]:
            assertContains(admin.get(address), "Armoede")
            assertNotContains(admin.get(address), "Poverty")

        page.themes = [poverty]
        page.save_revision()
        assertContains(admin.get(address), "Poverty")

    def test_is_dated_today_unless_the_editor_says_otherwise(self, db, now):
        assert NewsPage().date == timezone.localdate()


class TestRelatedNews:
    def test_prefers_shared_themes_and_teams_then_what_is_near_in_time(self, client, home, index):
        theme, other = ThemeFactory(name="Armoede"), ThemeFactory(name="Zorg")
        team = WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=home))
        day = datetime.date
        page = NewsPageFactory(
            parent=index, title="Dit", date=day(2018, 5, 13), themes=[theme], work_teams=[team]
        )
        NewsPageFactory(parent=index, title="Ver weg", date=day(2016, 1, 1), themes=[theme])
        NewsPageFactory(
            parent=index, title="Beide", date=day(2015, 1, 1), themes=[theme], work_teams=[team]
        )
        NewsPageFactory(parent=index, title="Dichtbij", date=day(2018, 5, 1), themes=[theme])
        NewsPageFactory(parent=index, title="Ander thema", date=day(2018, 5, 12), themes=[other])

        assert get_titles(client, page.url) == ["Beide", "Dichtbij", "Ver weg"]

    def test_puts_the_editors_choice_first_and_fills_up(self, client, index):
        page = NewsPageFactory(parent=index, title="Dit")
        old = NewsPageFactory(parent=index, title="Gekozen", date=datetime.date(2001, 1, 1))
        NewsPageFactory(parent=index, title="Dichtbij", date=datetime.date(2018, 5, 12))
        RelatedNews.objects.create(page=page, item=old)

        assert get_titles(client, page.url) == ["Gekozen", "Dichtbij"]

    def test_leaves_out_a_chosen_item_that_went_back_to_draft(self, client, index):
        page = NewsPageFactory(parent=index, title="Dit")
        draft = NewsPageFactory(parent=index, title="Concept", live=False)
        RelatedNews.objects.create(page=page, item=draft)

        assertNotContains(client.get(page.url), "Concept")
