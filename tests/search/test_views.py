"""The search page as a visitor meets it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import PageViewRestriction

from home.models import HomePage
from search import finder
from search.models import DailyCount, Entry, PinnedPage
from search.templatetags import search_tags
from teams.models import WorkTeamPage
from tests.factories import (
    FileFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    StandardPageFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    get_home,
)


def ask(client, question, **filters):
    return client.get("/zoeken/", {"q": question, **filters})


def read(response):
    """Return the titles of the results on a page, in order."""
    page = html.document_fromstring(response.content.decode())
    return [title.text_content().strip() for title in page.xpath("//ol[@class='results']//h3")]


def read_filters(response):
    """Return the links of the filters as a dictionary of address to words."""
    page = html.document_fromstring(response.content.decode())
    links = page.xpath("//nav[@class='filter']//a")
    return {link.get("href"): " ".join(link.text_content().split()) for link in links}


class TestSearchPage:
    def test_shows_what_was_found(self, client, news):
        team = WorkTeamPageFactory(
            parent=WorkTeamIndexPageFactory(parent=news.get_parent()), title="Samen"
        )
        item = NewsPageFactory(
            parent=news,
            title="Aan tafel",
            summary="Wij dekken de tafel.",
            themes=[ThemeFactory(name="Armoede")],
            work_teams=[team],
        )
        item.save_revision().publish()

        response = ask(client, "tafel")

        assertContains(response, "1 resultaat voor <q>tafel</q>")
        assertContains(response, "Aan <mark>tafel</mark>")
        assertContains(response, "Wij dekken de <mark>tafel</mark>.")
        (line,) = html.document_fromstring(response.content.decode()).find_class("card__meta")
        words = " ".join(line.text_content().split())
        assert words == "Nieuwsbericht · Werkteam 2 · Armoede · 13 mei 2018"
        assertContains(response, "<title>tafel – Zoeken – ")
        assertContains(response, 'name="robots" content="noindex"')

    def test_announces_how_many_there_are(self, client, home):
        page = html.document_fromstring(ask(client, "tafel").content.decode())

        assert (
            page.xpath("//*[@role='status']/h2")[0]
            .text_content()
            .strip()
            .startswith("0 resultaten")
        )

    def test_shows_the_words_where_they_are_in_a_long_text(self, client, home):
        before, after = "Eerst iets anders. " * 100, " Dan meer." * 100
        text = f"<p>{before}Hier staat de zeldzaamheid.{after}</p>"
        StandardPageFactory(parent=home, body=[("text", text)])

        assertContains(ask(client, "zeldzaamheid"), "Hier staat de <mark>zeldzaamheid</mark>.")

    def test_shows_mark_up_in_content_as_text(self, client, home):
        StandardPageFactory(
            parent=home,
            title="<script>alert(1)</script> tafel",
            summary="<img src=x onerror=alert(1)> & <mark>tafel",
        )

        response = ask(client, "tafel")

        assertNotContains(response, "<script>alert")
        assertNotContains(response, "<img src=x")
        assertContains(response, "&lt;script&gt;alert(1)&lt;/script&gt; <mark>tafel</mark>")
        assertContains(response, "&lt;mark&gt;<mark>tafel</mark>")

    def test_shows_mark_up_in_a_question_as_text(self, client, home):
        response = ask(client, '"><script>alert(1)</script>')

        assertNotContains(response, "<script>alert")
        assertContains(response, 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"')

    def test_offers_a_correction_with_its_count(self, client, home):
        StandardPageFactory(parent=home, title="Mantelzorg")
        StandardPageFactory(parent=home, title="Mantelzorgers", summary="Over mantelzorg")
        pinned = StandardPageFactory(parent=home, title="Tafel")
        PinnedPage.objects.create(locale=home.locale, question="mantelzrog", page=pinned)

        response = ask(client, "mantelzrog")

        assertContains(response, "Bedoelde u")
        assertContains(response, '<a href="?q=mantelzorg">mantelzorg</a>?')
        assertContains(response, "(2 resultaten)")

    def test_says_that_it_shows_the_results_of_a_correction(self, client, home):
        StandardPageFactory(parent=home, title="Mantelzorg")

        response = ask(client, "mantelzrog")

        assertContains(response, "Niets gevonden voor <q>mantelzrog</q>.")
        assertContains(response, "1 resultaat voor <q>mantelzorg</q>")

    def test_searches_for_the_words_as_they_were_typed_for_who_wants_so(self, client, home):
        StandardPageFactory(parent=home, title="Mantelzorg")
        corrected = html.document_fromstring(ask(client, "mantelzrog").content.decode())
        link = corrected.xpath("//a[.='Zoek op wat u typte']/@href")[0]

        response = client.get(f"/zoeken/{link}")

        assertContains(response, "0 resultaten voor <q>mantelzrog</q>")
        assertContains(response, '<a href="?q=mantelzorg">mantelzorg</a>?')

    def test_shows_pages_with_some_of_the_words_apart_and_says_which_word_is_nowhere(
        self, client, home
    ):
        StandardPageFactory(parent=home, title="Tafel")

        response = ask(client, "tafel Kleermaker")

        assertContains(response, "0 resultaten voor <q>tafel Kleermaker</q>")
        assertContains(response, "Nergens op deze site: <q>Kleermaker</q>")
        assertContains(response, "Pagina’s met een deel van deze woorden</h2>")
        assert read(response) == ["Tafel"]

    def test_recommends_what_staff_pinned(self, client, home):
        page = StandardPageFactory(parent=home, title="Waar wij zijn")
        PinnedPage.objects.create(locale=home.locale, question="adres", page=page)

        assertContains(ask(client, "adres"), "Aanbevolen")

    def test_leaves_out_what_is_not_public_whatever_the_index_says(self, client, home):
        page = StandardPageFactory(parent=home, title="Tafel")
        type(page).objects.filter(pk=page.pk).update(live=False)

        assert read(ask(client, "tafel")) == []

    def test_is_in_english_at_an_english_address(self, client, english_home, english):
        StandardPageFactory(parent=english_home, title="Municipalities", locale=english)

        response = client.get("/en/search/", {"q": "municipality"})

        assertContains(response, "1 result for <q>municipality</q>")
        assertContains(response, '<html lang="en">')
        assert read(response) == ["Municipalities"]

    def test_shows_the_best_of_another_language_that_has_more(self, client, english_home, english):
        StandardPageFactory(
            parent=english_home, title="Privacy", summary="What we keep.", locale=english
        )

        response = ask(client, "privacy")

        assertContains(response, 'href="/en/search/?q=privacy"')
        assertContains(response, "Ook 1 resultaat in het Engels")
        page = html.document_fromstring(response.content.decode())
        results = page.xpath("//ol[@class='results'][@lang='en']")[0]
        words = " ".join(results.text_content().split())
        assert words == "Privacy What we keep. Page"

    def test_leaves_the_other_language_out_that_has_no_more(
        self, client, home, english_home, english
    ):
        StandardPageFactory(parent=home, title="Privacy")
        StandardPageFactory(parent=english_home, title="Privacy", locale=english)

        assertNotContains(ask(client, "privacy"), "in het Engels")

    def test_says_what_a_file_is_and_in_which_language(self, client, english_home, english):
        file = FileFactory(title="Verslag van de vergadering", description="Over armoede.")
        link = f'<a linktype="document" id="{file.pk}">report</a>'
        StandardPageFactory(
            parent=english_home, locale=english, title="Page", body=[("text", f"<p>{link}</p>")]
        )

        response = client.get("/en/search/", {"q": "armoede"})

        result = html.document_fromstring(response.content.decode()).find_class("results")[0]
        assert result.xpath(".//h3/a/@lang") == ["nl"]
        assert result.xpath(".//p[mark]/@lang") == ["nl"]
        assert ", in Dutch" in result.text_content()
        assert file.file_extension.upper() in result.text_content()

    def test_shows_sentences_of_several_blocks(self, client, home):
        texts = ["Tafel", "Hier is een stoel.", "En een zin.", "Kast"]
        StandardPageFactory(parent=home, body=[("text", f"<p>{text}</p>") for text in texts])

        assertContains(ask(client, "stoel"), "Hier is een <mark>stoel</mark>. En een zin.\n")

    def test_helps_who_asks_nothing(self, client, home):
        StandardPageFactory(parent=home, title="Over ons", show_in_menus=True)

        response = client.get("/zoeken/")

        assertContains(response, "Een typefout geeft niet.")
        assertNotContains(response, "resultaten")

    def test_costs_the_same_however_much_there_is(self, client, news):
        def count(number):
            for place in range(number):
                NewsPageFactory(parent=news, title="Tafel", slug=f"tafel-{number}-{place}")
            # The first one makes the contact details, and so another version of the site.
            ask(client, "tafel")
            ask(client, "tafel")
            with CaptureQueriesContext(connection) as queries:
                ask(client, "tafel")
            return len(queries)

        assert count(3) == count(8) <= 14


class TestWhatIsUntranslated:
    """A theme and a work team that have no English, of a news item that has."""

    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def news(cls, site, keep):
        with keep():
            english_home = HomePage.objects.get(locale__language_code="en")
            english = english_home.locale
            news = NewsIndexPageFactory(parent=english_home, locale=english, slug="news")
            team = WorkTeamPageFactory(
                parent=WorkTeamIndexPageFactory(parent=get_home()), title="Samen aan tafel"
            )
            theme = ThemeFactory(name="Armoede")
            NewsPageFactory(
                parent=news, locale=english, title="At the table", themes=[theme], work_teams=[team]
            )
            NewsPageFactory(parent=news, locale=english, title="Tables")
            yield

    def test_is_marked_in_the_line_of_a_result(self, client, db):
        response = client.get("/en/search/", {"q": "table"})
        page = html.document_fromstring(response.content.decode())

        (theme,) = page.xpath("//p[@class='card__meta']/span[@lang='nl']")
        assert " ".join(theme.text_content().split()) == "In Dutch Armoede"

    def test_is_marked_in_a_filter(self, client, db):
        # Filters are there for four results, or when one was chosen.
        response = client.get("/en/search/", {"q": "table", "kind": "news"})
        page = html.document_fromstring(response.content.decode())

        marked = page.xpath("//nav[@class='filter']//a[@lang='nl']")
        assert [" ".join(link.text_content().split()) for link in marked] == [
            "In Dutch Armoede (1)",
            "In Dutch Samen aan tafel (1)",
        ]

    def test_is_not_in_the_text_that_is_searched(self, db):
        entry = Entry.objects.get(title="At the table")

        assert "Armoede" not in entry.text
        assert "Samen" not in entry.text


@pytest.fixture(scope="class")
def tables(site, keep):
    """Three news items about a team, of which the oldest has a theme, and another page."""
    with keep():
        home = HomePage.objects.get(locale__language_code="nl")
        news = NewsIndexPageFactory(parent=home)
        theme = ThemeFactory(name="Armoede")
        team = WorkTeamPageFactory(
            parent=WorkTeamIndexPageFactory(parent=home), title="Team aan tafel"
        )
        for number, year in enumerate([2017, 2018, 2018]):
            item = NewsPageFactory(
                parent=news,
                title=f"Tafel {year}",
                slug=f"tafel-{number}",
                date=datetime.date(year, 1, 1),
                themes=[theme] if year == 2017 else [],
                work_teams=[team],
            )
            item.save_revision().publish()
        StandardPageFactory(parent=home, title="Tafels")
        yield


@pytest.mark.usefixtures("tables", "db")
class TestFilters:
    def test_say_how_many_each_leaves(self, client):
        words = read_filters(ask(client, "tafel")).values()

        assert set(words) >= {
            "Nieuws (3)",
            "Werkteams (1)",
            "Pagina’s (1)",
            "2018 (2)",
            "2017 (1)",
            "Armoede (1)",
            "Team aan tafel (4)",
        }

    def test_leave_what_was_chosen(self, client):
        for filters, number in [
            ({"kind": "news"}, 3),
            ({"kind": "team"}, 1),
            ({"year": "2018"}, 2),
            ({"theme": "armoede"}, 1),
            ({"team": "team-aan-tafel"}, 4),
            ({"kind": "news", "year": "2017", "theme": "armoede"}, 1),
        ]:
            response = ask(client, "tafel", **filters)
            assert len(read(response)) == number, filters
            assertContains(response, f"{number} resulta")

    def test_count_with_the_other_filters_in_force(self, client):
        assert "Armoede (1)" in read_filters(ask(client, "tafel", kind="news")).values()
        assertNotContains(ask(client, "tafel", year="2018"), "Armoede")

    def test_are_folded_once(self, client):
        page = html.document_fromstring(ask(client, "tafel").content.decode())

        assert len(page.xpath("//details[.//nav[@class='filter']]")) == 1

    def test_can_always_be_taken_away(self, client):
        response = ask(client, "tafel", theme="armoede")

        assert read_filters(response)["?q=tafel"] == "Alle thema’s (5)"
        page = html.document_fromstring(response.content.decode())
        (current,) = page.xpath("//nav[@class='filter']//a[@aria-current='true']")
        assert current.text_content().strip() == "Armoede (1)"

    def test_keep_the_question_and_each_other_in_their_links(self, client):
        links = read_filters(ask(client, "tafel", kind="news"))

        assert "?q=tafel&kind=news&theme=armoede" in links
        assert all("q=tafel" in link for link in links)

    def test_that_do_not_exist_show_everything(self, client):
        response = ask(client, "tafel", theme="x", kind="\\0", year="9" * 500)

        assert len(read(response)) == 5
        assertContains(response, "Dit filter bestaat niet")

    def test_can_be_followed_by_an_order(self, client):
        titles = read(ask(client, "tafel", kind="news", sort="date"))

        assert titles == ["Tafel 2018", "Tafel 2018", "Tafel 2017"]


def show_team(client):
    """Return the words of the results and filters for a team and for what is about it."""
    answers = [ask(client, "tafel"), ask(client, "tafel", team="team-aan-tafel")]
    mains = [html.document_fromstring(each.content.decode()).find(".//main") for each in answers]
    return " ".join(" ".join(main.text_content().split()) for main in mains)


@pytest.mark.usefixtures("tables", "db")
class TestMoreThanIsCounted:
    @pytest.fixture(autouse=True)
    def little_counted(self, monkeypatch):
        monkeypatch.setattr(finder, "MOST_COUNTED", 3)
        monkeypatch.setattr(search_tags, "MOST_COUNTED", 3)

    def test_is_said_and_every_filter_offered_without_a_number(self, client):
        response = ask(client, "tafel")

        assertContains(response, "Meer dan 3 resultaten voor <q>tafel</q>")
        words = set(read_filters(response).values())
        assert words >= {"Nieuws", "Werkteams", "Documenten", "2018", "2017", "Armoede"}
        assert words >= {"Team aan tafel", "Nieuwste eerst"}

    def test_offers_no_year_without_anything(self, client):
        Entry.objects.filter(title="Tafel 2017").update(date="1950-01-01")

        words = set(read_filters(ask(client, "tafel")).values())

        assert {"1950", "2018"} <= words
        assert "1999" not in words

    def test_is_counted_where_filters_leave_less(self, client):
        assertContains(ask(client, "tafel", theme="armoede"), "1 resultaat voor")
        nothing = ask(client, "tafel", kind="document")
        assertContains(nothing, "0 resultaten voor")
        assertContains(nothing, '<a href="?q=tafel">Zoek zonder deze filters</a>')
        assertContains(ask(client, "tafel", team="team-aan-tafel"), "Meer dan 3 resultaten")


@pytest.mark.usefixtures("tables", "db")
class TestATeamThatIsNotPublic:
    """Neither a filter nor a result, nor the text of news about it, names it."""

    def test_is_named_while_it_is_public(self, client):
        assert "Team aan tafel (4)" in show_team(client)
        assert "Tafel 2018 Team aan tafel" in show_team(client)
        assert "Nieuwsbericht · Werkteam 2" in show_team(client)

    def test_is_not_named_as_a_draft_until_it_is_published(self, client):
        team = WorkTeamPage.objects.get()

        team.unpublish()

        shown = show_team(client)
        assert "Tafel 2018" in shown
        assert "Team aan tafel" not in shown
        assert "Werkteam 2" not in shown
        team.refresh_from_db()
        team.save_revision().publish()
        assert "Tafel 2018 Team aan tafel" in show_team(client)

    @pytest.mark.parametrize("depth", [3, 4])
    def test_is_not_named_as_a_private_page_or_below_one(self, client, depth, run_background_tasks):
        team = WorkTeamPage.objects.get()
        page = team.get_ancestors(inclusive=True).get(depth=depth)

        restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")

        assert "Team aan tafel" not in show_team(client)
        run_background_tasks()
        shown = show_team(client)
        assert "Tafel 2018" in shown
        assert "Team aan tafel" not in shown
        assert "Werkteam 2" not in shown
        restriction.delete()
        run_background_tasks()
        assert "Tafel 2018 Team aan tafel" in show_team(client)


@pytest.fixture(scope="class")
def eleven(site, keep):
    """Eleven news items that are found together."""
    with keep():
        news = NewsIndexPageFactory(parent=get_home())
        for number in range(11):
            NewsPageFactory(parent=news, title=f"Tafel {number}")
        yield


@pytest.mark.usefixtures("eleven", "db")
class TestPages:
    def test_are_of_ten(self, client):
        first, second = ask(client, "tafel"), ask(client, "tafel", page=2)

        assert len(read(first)) == 10
        assert len(read(second)) == 1
        assert not set(read(first)) & set(read(second))
        assertContains(first, "?q=tafel&amp;page=2")
        assertContains(second, '<ol class="results" start="11">')

    def test_that_do_not_exist_show_one_that_does(self, client, home):
        StandardPageFactory(parent=home, title="Stoel")

        for page in ["0", "-1", "x", "99999", "\0", "9" * 400]:
            assert read(ask(client, "stoel", page=page)) == ["Stoel"], page

    def test_are_not_counted_when_they_are_leafed_through_or_filtered(self, client):
        for extra in [{"page": "2"}, {"kind": "news"}, {"sort": "date"}]:
            assert read(ask(client, "tafel", **extra)), extra
            assert not DailyCount.objects.exists(), extra


ODD = [
    "",
    " ",
    "\0",
    "tafel\0stoel",
    "?!.,;:",
    "' OR 1=1 --",
    "'; DROP TABLE search_entry; --",
    "a & b | !c <-> (d",
    "\\",
    "%",
    "_" * 50,
    "woord " * 10_000,
    "\N{POT OF FOOD}" * 1_000,
    "a" * 100_000,
    "\ud83c",
    "\u202e\u200b",
    "́" * 500,
    "-" * 500 + "a-b" * 500,
    "{{ 7 * 7 }} {% now %}",
]


class TestOddQuestions:
    @pytest.mark.parametrize("path", ["/zoeken/", "/zoeken/suggestions/", "/en/search/"])
    def test_get_a_helpful_page(self, client, home, path):
        for question in ODD:
            with CaptureQueriesContext(connection) as queries:
                response = client.get(path, {"q": question.encode("utf-8", "surrogatepass")})

            assert response.status_code == 200, question[:50]
            assert len(queries) <= 40, question[:50]

    def test_may_be_badly_written(self, client, home):
        for query in ["q=%ff%fe", "q[]=x", "q=a&q=b", "%", "&&=&"]:
            assert client.get(f"/zoeken/?{query}").status_code == 200, query

    def test_are_only_taken_by_get(self, client, home):
        for method in [client.post, client.put, client.delete]:
            assert method("/zoeken/").status_code == 405


class TestOpenSearch:
    def test_tells_a_browser_where_to_search(self, client, home):
        assertContains(client.get("/"), 'rel="search" type="application/opensearchdescription+xml"')

        response = client.get("/zoeken/opensearch.xml")

        assert response["Content-Type"] == "application/opensearchdescription+xml"
        description = html.etree.fromstring(response.content)
        urls = [url.get("template") for url in description.findall("{*}Url")]
        assert urls == [
            "http://localhost/zoeken/?q={searchTerms}",
            "http://localhost/zoeken/completions/?q={searchTerms}",
        ]

    @pytest.mark.parametrize(
        ("path", "words"),
        [("/zoeken/opensearch.xml", "Zoek op "), ("/en/search/opensearch.xml", "Search ")],
    )
    def test_is_in_the_language_of_the_page(self, client, home, path, words):
        description = html.etree.fromstring(client.get(path).content)

        assert description.findtext("{*}Description").startswith(words)

    def test_suggests_what_the_search_field_does(self, client, home):
        StandardPageFactory(parent=home, title="Mantelzorg")

        response = client.get("/zoeken/completions/", {"q": "mant"})

        assert response["Content-Type"] == "application/x-suggestions+json"
        assert response.json() == ["mant", ["Mantelzorg"]]


class TestCounting:
    def test_counts_a_question_and_what_it_found(self, client, home):
        StandardPageFactory(parent=home, title="Tafel")

        ask(client, "Tafel")
        ask(client, "tafel ")

        count = DailyCount.objects.get()
        assert (count.question.words, count.asked, count.found) == ("tafel", 2, 1)

    def test_counts_nothing_that_a_browser_fetches_ahead(self, client, home):
        client.get("/zoeken/?q=tafel", headers={"Sec-Purpose": "prefetch"})
        client.head("/zoeken/?q=tafel")

        assert not DailyCount.objects.exists()

    def test_sets_no_cookie(self, client, home):
        assert not ask(client, "tafel").cookies
