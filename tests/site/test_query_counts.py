"""How many queries a page costs: pinned, and the same for a small and a large site."""

import datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment

from news.models import NewsPage
from search.models import Entry
from tests.factories import (
    ContactPageFactory,
    LibraryImageFactory,
    MessageFactory,
    MunicipalityFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    OpenCallFactory,
    PartnerFactory,
    PartnerIndexPageFactory,
    RoleFactory,
    StandardPageFactory,
    SubjectFactory,
    TeamMemberFactory,
    TeamThemeFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    translate,
    written_once,
)
from translations.keeping import write_down
from translations.models import Progress
from translations.publishing import start_translation


@pytest.fixture
def news(home):
    return NewsIndexPageFactory(parent=home, show_in_menus=True)


@pytest.fixture
def theme(db):
    return ThemeFactory()


@pytest.fixture
def team(home, theme):
    """A work team, with logos and calls around it, as on the real site."""
    for number in range(3):
        PartnerFactory(name=f"Partner {number}", logo=LibraryImageFactory())
    team = WorkTeamPageFactory(
        parent=WorkTeamIndexPageFactory(parent=home, show_in_menus=True),
        municipalities=[MunicipalityFactory()],
        lead_image=LibraryImageFactory(),
    )
    for _ in range(5):
        TeamMemberFactory(team=team, role=RoleFactory())
    TeamThemeFactory(team=team, theme=theme)
    OpenCallFactory(team=team)
    return team


def add_news(news, team, theme, numbers):
    """Add a news item with a picture, theme and team for each of `numbers`."""
    image = LibraryImageFactory()
    with written_once():
        for number in numbers:
            NewsPageFactory(
                parent=news,
                title=f"Bericht {number}",
                date=datetime.date(2018, 1, 1) + datetime.timedelta(days=number),
                lead_image=image,
                themes=[theme],
                work_teams=[team],
            )


def add_much_news(news, team, theme, numbers):
    """As `add_news`, in a handful of statements; for hundreds of items at once."""
    image = LibraryImageFactory()
    content_type = ContentType.objects.get_for_model(NewsPage)
    pages = Page.objects.bulk_create(
        Page(
            path=NewsPage._get_path(news.path, news.depth + 1, number + 1),
            depth=news.depth + 1,
            title=f"Bericht {number}",
            draft_title=f"Bericht {number}",
            slug=f"bericht-{number}",
            url_path=f"{news.url_path}bericht-{number}/",
            locale=news.locale,
            content_type=content_type,
        )
        for number in numbers
    )
    first_day = datetime.date(2018, 1, 1)
    days = [first_day + datetime.timedelta(days=number) for number in numbers]
    items = [
        NewsPage(page_ptr=page, date=day, listed_on=day, lead_image=image)
        for day, page in zip(days, pages, strict=True)
    ]
    # Django's bulk_create() takes no model whose fields are in two tables.
    NewsPage.objects.all()._batched_insert(items, NewsPage._meta.local_concrete_fields, None)
    themes, teams = NewsPage.themes.through, NewsPage.work_teams.through
    themes.objects.bulk_create(themes(newspage_id=page.pk, theme=theme) for page in pages)
    teams.objects.bulk_create(teams(newspage_id=page.pk, workteampage=team) for page in pages)


def count_queries(client, url, status=200):
    """Return the number of queries of a page that somebody visited before.

    The first visit may make pictures, and with that another version of the site.
    """
    client.get(url)
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == status
    return len(queries)


def count_queries_of_screen(admin, url):
    """Return the number of queries of a screen of the admin that somebody opened before."""
    admin.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert admin.get(url).status_code == 200
    return len(queries)


def make_planned(page, user):
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    page.save_revision(user=user).publish()


class TestQueryCounts:
    def test_stay_the_same_however_much_news_there_is(self, client, home, news, team, theme):
        # Enough for a second page of the list.
        add_news(news, team, theme, range(13))
        item = NewsPage.objects.get(title="Bericht 5")
        # Of these, one is for the version of the site, and one for the page.
        most = dict.fromkeys([home.url, news.url, item.url, team.url], 8)
        most |= {f"{news.url}feed/rss/": 4, "/zoeken/?q=bericht": 10}
        lists = [news.url + query for query in ["?page=2", "?year=2018", "?theme=armoede"]]
        urls = [*most, *lists, team.get_parent().url]
        small = {url: count_queries(client, url) for url in urls}

        add_much_news(news, team, theme, range(13, 1_000))
        large = {url: count_queries(client, url) for url in urls}

        assert large == small
        assert {url: large[url] for url in most if large[url] > most[url]} == {}
        assert NewsPage.objects.child_of(news).count() == 1_000

    def test_of_a_form_stay_the_same_however_many_subjects_there_are(self, client, home):
        url = ContactPageFactory(parent=home).url
        SubjectFactory()
        few = count_queries(client, url)

        for number in range(20):
            SubjectFactory(name=f"Onderwerp {number}")

        assert count_queries(client, url) == few <= 13

    def test_are_the_same_in_each_language(self, client, home, english_home, news, team, theme):
        add_news(news, team, theme, range(3))
        item = NewsPage.objects.get(title="Bericht 1")
        teams = team.get_parent().specific
        english_theme = translate(theme, name="Poverty")
        english = [
            english_home,
            translate(news, title="News"),
            translate(teams, title="Work teams"),
        ]
        english.append(translate(team, title="Interplay"))
        for page in NewsPage.objects.child_of(news):
            translate(page, title=f"Item {page.pk}", themes=[english_theme], work_teams=english[3:])
        english.append(NewsPage.objects.get(title=f"Item {item.pk}"))

        dutch = [count_queries(client, page.url) for page in [home, news, teams, team, item]]
        counts = [count_queries(client, page.url) for page in english]

        assert counts == dutch

    def test_of_other_pages_stay_the_same(self, client, home):
        page = StandardPageFactory(parent=home)
        urls = [page.url, PartnerIndexPageFactory(parent=home).url]
        StandardPageFactory(parent=page)
        PartnerFactory(logo=LibraryImageFactory())
        few = {url: count_queries(client, url) for url in urls}

        for number in range(10):
            StandardPageFactory(parent=page, title=f"Pagina {number}")
            PartnerFactory(name=f"Partner {number}", logo=LibraryImageFactory())

        assert {url: count_queries(client, url) for url in urls} == few
        assert max(few.values()) <= 4

    def test_of_a_missing_page_are_few(self, client, home, english_home, news):
        assert count_queries(client, "/en/nieuws/", status=404) <= 8

    def test_of_the_translation_board_stay_the_same(self, admin, news, team, theme):
        english = Locale.objects.create(language_code="en")
        add_news(news, team, theme, range(10))
        start_translation(NewsPage.objects.get(title="Bericht 5"), english)
        # What comes in bulk is not indexed: the first screen says so in both cases.
        Entry.objects.first().delete()
        urls = ["/admin/translations/", "/admin/translations/?state=missing", "/admin/"]
        small = {url: count_queries_of_screen(admin, url) for url in urls}

        add_much_news(news, team, theme, range(10, 200))
        keys = list(Page.objects.values_list("translation_key", flat=True))
        assert write_down(Page, keys) == 190
        large = {url: count_queries_of_screen(admin, url) for url in urls}

        assert {url: large[url] for url in urls if large[url] > small[url]} == {}

    def test_of_the_dashboard_stay_the_same(self, admin, editor, news, team, theme):
        add_news(news, team, theme, range(4))
        for page in Page.objects.type(NewsPage)[:1]:
            make_planned(page.specific, editor)
        Page.objects.type(NewsPage).update(has_unpublished_changes=True)
        MessageFactory()
        # What comes in bulk is not indexed: the first screen says so in both cases.
        Entry.objects.first().delete()
        small = count_queries_of_screen(admin, "/admin/")

        add_much_news(news, team, theme, range(4, 300))
        Page.objects.type(NewsPage).update(has_unpublished_changes=True)
        for page in Page.objects.type(NewsPage)[1:8]:
            make_planned(page.specific, editor)
        for number in range(10):
            OpenCallFactory(team=team, deadline=timezone.localdate())
            MessageFactory(name=f"Fatima {number}")

        assert count_queries_of_screen(admin, "/admin/") == small <= 59

    def test_of_lists_and_choosers_stay_the_same(self, admin, editor, news, team, theme):
        Locale.objects.create(language_code="en")
        add_news(news, team, theme, range(10))
        MessageFactory()
        # What was measured, where it was 142 and 93 before.
        most = {
            reverse("wagtailadmin_explore", args=[news.pk]): 50,
            reverse("wagtailadmin_choose_page_child", args=[news.pk]): 25,
            reverse("wagtailadmin_choose_page_search") + "?q=bericht": 20,
            reverse("news:index"): 35,
            reverse("news:index") + "?state=online&q=bericht": 30,
            reverse("work_teams:index"): 35,
            reverse("wagtailsnippets_partners_partner:list"): 20,
            reverse("wagtailsnippets_teams_theme:list"): 20,
            reverse("contact_messages:index"): 20,
        }
        small = {url: count_queries_of_screen(admin, url) for url in most}

        add_much_news(news, team, theme, range(10, 50))
        make_planned(NewsPage.objects.get(title="Bericht 5"), editor)
        with written_once():
            for number in range(10, 22):
                WorkTeamPageFactory(
                    parent=team.get_parent(update=True), title=f"Team {number}", number=number + 1
                )
                PartnerFactory(
                    name=f"Partij {number}",
                    municipality=MunicipalityFactory(name=f"Stad {number}", slug=f"stad-{number}"),
                )
                ThemeFactory(name=f"Thema {number}", slug=f"thema-{number}")
                MessageFactory(name=f"Fatima {number}")
        large = {url: count_queries_of_screen(admin, url) for url in most}

        assert {url: (small[url], large[url]) for url in most if large[url] > small[url]} == {}
        assert {url: large[url] for url in most if large[url] > most[url]} == {}

    def test_of_the_translation_board_measure_nothing(self, admin, news, team, theme):
        """The states are kept: working them out took 0.7 s at 20,000 pages."""
        Locale.objects.create(language_code="en")
        add_news(news, team, theme, range(2))

        with CaptureQueriesContext(connection) as queries:
            for url in ["/admin/translations/", "/admin/translations/?state=missing", "/admin/"]:
                admin.get(url)

        statements = " ".join(query["sql"] for query in queries)
        assert Progress._meta.db_table in statements
        assert StringSegment._meta.db_table not in statements
