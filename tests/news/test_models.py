import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import PageViewRestriction

from news.listing import list_on_its_day
from news.models import NewsIndexPage, NewsPage, RelatedNews
from teams.models import WorkTeamPage
from tests.factories import (
    LibraryImageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    get_home,
    make_english_home,
    translate,
    written_once,
)


@pytest.fixture(scope="module")
def kept_index(keep):
    with keep():
        yield NewsIndexPageFactory(parent=get_home()).pk


@pytest.fixture
def index(kept_index, db):
    return NewsIndexPage.objects.get(pk=kept_index)


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

    def test_puts_what_is_dated_ahead_where_it_was_published(self, client, index):
        today = timezone.localdate()
        ahead = NewsPageFactory(
            parent=index, title="Aankondiging", date=today + datetime.timedelta(days=40)
        )
        for title, days in [("Gisteren", 1), ("Vorige week", 7)]:
            day = today - datetime.timedelta(days=days)
            NewsPageFactory(parent=index, title=title, date=day)
        published_at = timezone.now() - datetime.timedelta(days=3)
        ahead.first_published_at = published_at
        ahead.save()

        feed = client.get(f"{index.url}feed/rss/").content.decode()

        assert get_titles(client, index.url) == ["Gisteren", "Aankondiging", "Vorige week"]
        assert feed.index("Gisteren") < feed.index("Aankondiging") < feed.index("Vorige week")
        assert published_at.strftime("%d %b %Y") in feed
        assert ahead.date.strftime("%d %b %Y") not in feed

    def test_puts_what_was_dated_ahead_in_its_place_when_its_day_has_come(
        self, client, index, monkeypatch
    ):
        now = timezone.now()
        for title, days in [("Over een week", 7), ("Aankondiging", 40)]:
            item = NewsPageFactory(
                parent=index, title=title, date=timezone.localdate() + datetime.timedelta(days=days)
            )
            item.first_published_at = now - datetime.timedelta(days=days)
            item.save()

        monkeypatch.setattr(timezone, "now", lambda: now + datetime.timedelta(days=39))
        list_on_its_day()
        assert get_titles(client, index.url) == ["Over een week", "Aankondiging"]

        monkeypatch.setattr(timezone, "now", lambda: now + datetime.timedelta(days=40))
        list_on_its_day()
        assert get_titles(client, index.url) == ["Aankondiging", "Over een week"]

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

    def test_answers_a_nonsense_page_number(self, client, index):
        NewsPageFactory(parent=index, title="Keukentafel")

        for page in ["0", "abc", "99", "-1", "1.5", "9" * 5000, "\0", ""]:
            response = client.get(index.url, {"page": page})
            assertContains(response, "Keukentafel", msg_prefix=repr(page[:9]))

    def test_filters_by_year(self, client, index):
        NewsPageFactory(parent=index, title="Oud", date=datetime.date(2016, 12, 31))
        NewsPageFactory(parent=index, title="Nieuw", date=datetime.date(2017, 1, 1))

        assert get_titles(client, index.url, {"year": "2016"}) == ["Oud"]

    def test_filters_by_theme(self, client, index):
        theme = ThemeFactory(name="Armoede")
        NewsPageFactory(parent=index, title="Rondkomen", themes=[theme])
        NewsPageFactory(parent=index, title="Wonen", themes=[ThemeFactory(name="Wonen")])

        assert get_titles(client, index.url, {"theme": "armoede"}) == ["Rondkomen"]

    def test_is_not_for_search_engines_where_it_shows_nothing(self, client, index):
        theme = ThemeFactory(name="Armoede")
        NewsPageFactory(parent=index, date=datetime.date(2016, 1, 1), themes=[theme])
        NewsPageFactory(parent=index, title="Later", date=datetime.date(2017, 1, 1))
        noindex = '<meta name="robots" content="noindex">'

        assertContains(client.get(index.url, {"year": "2017", "theme": "armoede"}), noindex)
        assertNotContains(client.get(index.url, {"year": "2017"}), noindex)

    def test_offers_only_filters_that_lead_to_news(self, client, index):
        used = [ThemeFactory(name="Armoede"), ThemeFactory(name="Zorg")]
        ThemeFactory(name="Ongebruikt")
        NewsPageFactory(parent=index, date=datetime.date(2016, 1, 1), themes=used)
        NewsPageFactory(parent=index, title="Zonder", date=datetime.date(2016, 2, 1))
        NewsPageFactory(parent=index, title="Later", date=datetime.date(2018, 1, 1))

        response = client.get(index.url, {"year": "2016"})

        assertContains(response, 'href="?year=2016&amp;theme=armoede"')
        assertContains(response, 'href="?year=2018"')
        assertNotContains(response, "2017")
        assertNotContains(response, "Ongebruikt")

    def test_shows_everything_for_an_unknown_filter_and_says_so(self, client, index):
        NewsPageFactory(parent=index, title="Keukentafel")

        for query in [{"year": "1999"}, {"year": "\0"}, {"theme": "bestaat-niet"}]:
            response = client.get(index.url, query)

            assertContains(response, "Dit filter bestaat niet", msg_prefix=str(query))
            assertContains(response, "Keukentafel", msg_prefix=str(query))

    def test_names_its_feeds(self, client, index):
        response = client.get(index.url)

        assertContains(response, 'type="application/atom+xml"')
        assertContains(response, 'href="/nieuws/feed/rss/"')


class TestManyItems:
    """Of one year, one on each of its first days."""

    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def items(cls, kept_index, keep):
        with keep():
            index = NewsIndexPage.objects.get(pk=kept_index)
            with written_once():
                for number in range(26):
                    month, day = divmod(number, 9)
                    NewsPageFactory(
                        parent=index,
                        title=f"Bericht {number:02}",
                        date=datetime.date(2018, month + 1, day + 1),
                    )
            yield

    def test_are_each_on_one_page_in_order(self, client, index):
        shown = [
            title for page in [1, 2, 3] for title in get_titles(client, index.url, {"page": page})
        ]

        assert shown == [f"Bericht {number:02}" for number in reversed(range(26))]

    def test_are_twelve_to_a_page(self, client, index):
        first = client.get(index.url)

        assert len(titles(first.content.decode())) == 12
        assertContains(first, 'rel="next" href="?page=2"')
        assert get_titles(client, index.url, {"page": 3}) == ["Bericht 01", "Bericht 00"]

    def test_are_filtered_on_the_next_page_too(self, client, index):
        assertContains(client.get(index.url, {"year": "2018"}), "?year=2018&amp;page=2")


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
        assertContains(response, "<span>Armoede</span></a>")
        assertContains(response, 'href="/nieuws/?theme=armoede"')

    def test_offers_an_editor_the_themes_in_its_own_language(self, admin, index):
        theme = ThemeFactory(name="Armoede")
        poverty = translate(theme, name="Poverty")
        page = NewsPageFactory(parent=index, themes=[theme])
        add = reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk])

        for address in [add, reverse("wagtailadmin_pages:edit", args=[page.pk])]:
            assertContains(admin.get(address), "Armoede")
            assertNotContains(admin.get(address), "Poverty")

        # What has no translation stays; the translation of what has one takes its place.
        page.themes = [poverty, ThemeFactory(name="Housing", locale=poverty.locale)]
        page.save_revision()
        assertContains(admin.get(address), "Housing")
        assertNotContains(admin.get(address), "Poverty")

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


class TestTheFormInEnglish:
    @pytest.fixture(scope="class")
    @classmethod
    def kept(cls, kept_index, keep):
        """A team in two languages, and an English item about both; they stay for these tests."""
        with keep():
            home, index = get_home(), NewsIndexPage.objects.get(pk=kept_index)
            make_english_home(home)
            teams = WorkTeamIndexPageFactory(parent=home)
            team = WorkTeamPageFactory(parent=teams, title="Samenspel")
            translate(teams, title="Teams")
            translate(index, title="News")
            item = translate(NewsPageFactory(parent=index, title="Aan tafel"), title="At the table")
            item.work_teams = [team, translate(team, title="Interplay")]
            item.save()
            item.save_revision()
            yield

    @pytest.fixture
    def english_team(self, kept, db):
        return WorkTeamPage.objects.get(title="Interplay")

    @pytest.fixture
    def english_item(self, kept, db):
        return NewsPage.objects.get(title="At the table")

    def test_offers_each_team_once(self, admin, english_item, english_team):
        form = admin.get(reverse("wagtailadmin_pages:edit", args=[english_item.pk])).context["form"]

        assert list(form.fields["work_teams"].queryset) == [english_team]
        assert form.initial["work_teams"] == [english_team]

    def test_is_listed_once_where_both_were_chosen(self, client, english_item, english_team):
        assert get_titles(client, english_team.url) == ["At the table"]
