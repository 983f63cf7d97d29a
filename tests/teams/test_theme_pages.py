"""The page of a theme: what it is about, and all that the site has about it."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains

from news.models import NewsIndexPage
from teams.models import Theme, ThemeIndexPage, WorkTeamIndexPage
from tests.factories import (
    AgendaIndexPageFactory,
    ContactPersonFactory,
    MeetingPageFactory,
    NewsIndexPageFactory,
    NewsletterPageFactory,
    NewsPageFactory,
    OpenCallFactory,
    PublicationIndexPageFactory,
    PublicationPageFactory,
    TeamThemeFactory,
    ThemeFactory,
    ThemeIndexPageFactory,
    ThemePageFactory,
    TopicFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    get_home,
    translate,
)


@pytest.fixture(scope="module")
def kept(keep):
    """A theme and the indexes of pages about it, which stay for a module of tests."""
    with keep():
        home = get_home()
        ThemeFactory(name="Armoede")
        for make in [ThemeIndexPageFactory, WorkTeamIndexPageFactory, NewsIndexPageFactory]:
            make(parent=home)
        yield


@pytest.fixture
def theme(kept, db):
    return Theme.objects.get(name="Armoede")


@pytest.fixture
def index(kept, db):
    return ThemeIndexPage.objects.get()


@pytest.fixture
def page(index, theme):
    return ThemePageFactory(parent=index, theme=theme)


@pytest.fixture
def team(theme):
    team = WorkTeamPageFactory(parent=WorkTeamIndexPage.objects.get())
    TeamThemeFactory(team=team, theme=theme, state="paused", reason="Er is geen geld.")
    return team


@pytest.fixture
def news(kept, db):
    return NewsIndexPage.objects.get()


def list_headings(response):
    return html.document_fromstring(response.content).xpath("//main//h2/text()")


class TestThemePage:
    def test_gathers_what_there_is_about_it(self, client, home, page, theme, team, news):
        OpenCallFactory(team=team, title="Wie doet mee?")
        NewsPageFactory(parent=news, title="Keukentafel", themes=[theme])
        MeetingPageFactory(
            parent=AgendaIndexPageFactory(parent=home), title="Aan tafel", themes=[theme]
        )
        PublicationPageFactory(
            parent=PublicationIndexPageFactory(parent=home), title="Verslag", themes=[theme]
        )

        response = client.get(page.url)

        shown = ["Gepauzeerd", "Er is geen geld.", "Wie doet mee?", "Keukentafel", "Verslag"]
        for words in [*shown, "Aan tafel"]:
            assertContains(response, words)
        assertContains(response, f"{news.url}?theme={theme.slug}")

    def test_shows_no_empty_heading(self, client, page):
        assert list_headings(client.get(page.url)) == ["Deel deze pagina"]

    def test_leaves_out_what_is_not_for_visitors_or_about_another(
        self, client, page, theme, team, news
    ):
        NewsPageFactory(parent=news, title="Concept", themes=[theme], live=False)
        NewsPageFactory(parent=news, title="Iets anders", themes=[ThemeFactory(name="Wonen")])
        team.unpublish()

        response = client.get(page.url)

        for words in ["Concept", "Iets anders", "Er is geen geld."]:
            assertNotContains(response, words)

    def test_has_what_is_about_the_theme_in_its_own_language(
        self, client, page, theme, news, english_home
    ):
        item = NewsPageFactory(parent=news, title="Keukentafel", themes=[theme])
        translate(theme, name="Poverty", slug="poverty")
        translate(news, title="News")
        translate(item, title="Kitchen table")
        translate(page.get_parent().specific, title="Themes", slug="themes")
        english = translate(page, title="Poverty", slug="poverty")

        response = client.get(english.url)

        assertContains(response, "Kitchen table")
        assertNotContains(response, "Keukentafel")

    def test_can_be_looked_at_before_it_has_a_theme(self, index):
        draft = ThemePageFactory(parent=index, title="Wonen", theme=None, live=False)

        assert draft.make_preview_request().status_code == 200

    def test_says_whom_to_ask(self, client, page, theme):
        theme.contact_person = ContactPersonFactory(name="Noor (voorbeeld)")
        theme.save()

        assertContains(client.get(page.url), "Noor (voorbeeld)")

    def test_is_one_for_each_theme(self, page, index, theme):
        second = ThemePageFactory.build(title="Nog een", slug="nog-een", theme=theme)
        second.locale = page.locale

        with pytest.raises(ValidationError, match="al een pagina"):
            second.check_finished()

    def test_loses_a_call_that_is_over(self, client, page, team, monkeypatch):
        call = OpenCallFactory(team=team, title="Wie doet mee?")
        day_after = call.deadline + datetime.timedelta(days=1)

        monkeypatch.setattr(timezone, "localdate", lambda value=None: day_after)

        assertNotContains(client.get(page.url), "Wie doet mee?")

    def test_is_chosen_by_the_theme_in_the_form(self, admin, page):
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])

        assertContains(admin.get(edit), "Armoede")


class TestThemeIndexPage:
    def test_leads_to_each_theme_in_the_order_of_the_themes(self, client, index, page, theme):
        other = ThemeFactory(name="Wonen")
        ThemePageFactory(parent=index, title="Wonen", theme=other)
        type(theme).objects.filter(pk=theme.pk).update(sort_order=2)
        type(theme).objects.filter(pk=other.pk).update(sort_order=1)

        document = html.document_fromstring(client.get(index.url).content)

        titles = document.xpath("//main//ul[@class='cards']//a/text()")
        assert titles == ["Wonen", "Armoede"]

    def test_says_that_there_are_none(self, client, index):
        assertContains(client.get(index.url), "Er zijn nog geen thema’s.")


class TestTheNameOfATheme:
    def test_leads_to_its_page(self, client, page, theme, team, news):
        item = NewsPageFactory(parent=news, themes=[theme])

        for each, words in [(item, "Thema Armoede"), (team, "Armoede")]:
            document = html.document_fromstring(client.get(each.url).content)
            (link,) = document.xpath(f"//main//a[@href='{page.url}']")
            assert " ".join(link.text_content().split()) == words

    def test_leads_to_the_news_about_it_while_it_has_none(self, client, theme, news):
        item = NewsPageFactory(parent=news, themes=[theme])

        assertContains(client.get(item.url), f"{news.url}?theme={theme.slug}")

    def test_stops_leading_to_a_page_that_is_gone(self, client, page, theme, news):
        item = NewsPageFactory(parent=news, themes=[theme])
        client.get(item.url)

        page.unpublish()

        assertNotContains(client.get(item.url), page.url)


class TestFollowing:
    def list_links(self, client, page):
        document = html.document_fromstring(client.get(page.url).content)
        links = document.xpath("//section[@aria-labelledby='follow']//a")
        return {link.text_content().strip(): link.get("href") for link in links}

    def test_is_by_calendar_feed_and_newsletter_where_there_is_something(
        self, client, home, page, theme, news
    ):
        NewsPageFactory(parent=news, themes=[theme])
        MeetingPageFactory(parent=AgendaIndexPageFactory(parent=home), themes=[theme])
        PublicationPageFactory(parent=PublicationIndexPageFactory(parent=home), themes=[theme])
        letter = NewsletterPageFactory(parent=home)
        topic = TopicFactory(name="Over armoede", theme=theme)

        links = self.list_links(client, page)

        assert links == {
            "Per mail: de nieuwsbrief": f"{letter.url}#topic-{topic.pk}",
            "Bijeenkomsten in uw eigen agenda": "/agenda/calendar/theme/armoede/",
            "Nieuws (RSS-feed)": "/nieuws/feed/rss/?theme=armoede",
            "Publicaties (RSS-feed)": "/publicaties/feed/rss/?theme=armoede",
        }
        assertContains(client.get(letter.url), f'id="topic-{topic.pk}"')
        for address in list(links.values())[1:]:
            assert client.get(address).status_code == 200

    def test_is_not_by_a_topic_that_is_closed(self, client, home, page, theme):
        NewsletterPageFactory(parent=home)
        TopicFactory(theme=theme, is_closed=True)

        assert self.list_links(client, page) == {}
