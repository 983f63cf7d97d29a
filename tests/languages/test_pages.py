"""The way from a page to the same in another language, for people and for search engines."""

import datetime

import pytest
from django.test import override_settings
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import LocaleSynchronization

from news.models import NewsIndexPage
from pages import sitemaps
from tests.factories import NewsPageFactory, StandardPageFactory, ThemeFactory, translate


def get(client, url, status=200):
    response = client.get(url, headers={"host": "localhost"})
    assert response.status_code == status
    return html.fromstring(response.content)


def get_switcher(client, url, status=200):
    """Return a list of (language, address, words after it) in the header."""
    items = get(client, url, status).xpath('//nav[@class="language-switcher"]//li[a]')
    return [
        (
            item.xpath("string(a/@hreflang)"),
            item.xpath("string(a/@href)"),
            item.xpath("normalize-space(small)"),
        )
        for item in items
    ]


def get_alternates(client, url):
    links = get(client, url).xpath('//link[@rel="alternate"][@hreflang]')
    return {link.get("hreflang"): link.get("href") for link in links}


class TestSwitcher:
    def test_leads_to_the_same_page(self, client, news, english_news):
        assert get_switcher(client, "/nieuws/") == [("en", "/en/news/", "")]
        assert get_switcher(client, "/en/news/") == [("nl", "/nieuws/", "")]

    def test_names_each_language_in_that_language(self, client, news, english_news):
        (link,) = get(client, "/nieuws/").xpath('//nav[@class="language-switcher"]//a')

        assert link.text_content() == "English"
        assert link.get("lang") == "en"

    def test_says_what_is_missing_and_leads_to_the_nearest_page_above(
        self, client, news, english_news
    ):
        item = NewsPageFactory(parent=news)

        assert get_switcher(client, item.url) == [("en", "/en/news/", "Nog niet in het Engels")]

    def test_says_so_on_an_english_page_in_english(self, client, news, english_news):
        page = NewsPageFactory(parent=english_news, locale=english_news.locale)

        assert get_switcher(client, page.url) == [("nl", "/nieuws/", "Not available in Dutch yet")]

    def test_keeps_the_filters_of_a_list(self, client, news, english_news):
        theme = ThemeFactory(name="Armoede", slug="armoede")
        other = ThemeFactory(name="Wonen", slug="wonen")
        english = translate(theme, name="Poverty", slug="poverty")
        for year, themes in [(2017, [theme]), (2018, [other])]:
            NewsPageFactory(
                parent=news, title=str(year), date=datetime.date(year, 1, 1), themes=themes
            )

        address = "/nieuws/?year=2017&theme=armoede"
        assert get_switcher(client, address) == [
            ("en", f"/en/news/?year=2017&theme={english.slug}", "")
        ]
        # A theme that has no English is no filter there.
        assert get_switcher(client, "/nieuws/?theme=wonen") == [("en", "/en/news/", "")]

    def test_keeps_the_question_and_the_filters_of_search(self, client, news, english_news):
        theme = ThemeFactory(name="Armoede", slug="armoede")
        translate(theme, name="Poverty", slug="poverty")
        NewsPageFactory(parent=news, title="Aan tafel", themes=[theme]).save_revision().publish()

        assert get_switcher(client, "/zoeken/?q=tafel&theme=armoede") == [
            ("en", "/en/search/?q=tafel&theme=poverty", "")
        ]

    def test_is_not_there_without_another_home_page(self, client, dutch_home):
        assert get_switcher(client, "/nieuws/") == []

    @pytest.mark.parametrize("change", ["unpublished", "private", "alias"])
    def test_does_not_lead_to_what_a_visitor_may_not_see(self, client, english_news, change):
        if change == "alias":
            make_alias(english_news)
        else:
            hide(english_news, change)

        assert get_switcher(client, "/nieuws/") == [("en", "/en/", "Nog niet in het Engels")]
        assert "News" not in get(client, "/nieuws/").text_content()

    def test_leads_home_from_an_error_page(self, client, home, english_home):
        assert get_switcher(client, "/bestaat-niet/", 404) == [("en", "/en/", "")]

    def test_finds_a_translation_that_was_moved_up(self, client, home, english_home):
        above = StandardPageFactory(parent=home, title="Over ons")
        page = StandardPageFactory(parent=above, title="Werkwijze")
        translate(above, title="About us")
        english_home.refresh_from_db()
        translate(page, title="How we work").move(english_home, pos="last-child")

        assert get_switcher(client, page.url) == [("en", "/en/how-we-work/", "")]


def hide(page, change):
    """Make a page unpublished or private."""
    if change == "private":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    else:
        page.unpublish()


def make_alias(translation):
    """Put an alias of the source in the place of a translation."""
    source = translation.get_translations().get().specific
    translation.delete()
    type(source).objects.get(pk=source.pk).copy_for_translation(translation.locale, alias=True)


class TestAlternates:
    def test_name_each_version_and_the_source_for_other_languages(self, client, news, english_news):
        alternates = {
            "nl": "http://localhost/nieuws/",
            "en": "http://localhost/en/news/",
            "x-default": "http://localhost/nieuws/",
        }

        assert get_alternates(client, "/nieuws/") == alternates
        assert get_alternates(client, "/en/news/") == alternates

    def test_are_not_there_for_a_page_in_one_language(self, client, dutch_news):
        assert get_alternates(client, "/nieuws/") == {}

    @pytest.mark.parametrize("change", ["unpublished", "private"])
    def test_leave_out_what_a_visitor_may_not_see(self, client, news, english_news, change):
        hide(english_news, change)

        assert get_alternates(client, "/nieuws/") == {}

    def test_are_of_the_whole_list_only(self, client, news, english_news):
        NewsPageFactory(parent=news)

        assert get_alternates(client, "/nieuws/?year=2018") == {}

    def test_share_the_page_with_its_languages(self, client, news, english_news):
        response = client.get("/en/news/")

        assertContains(response, '<meta property="og:locale" content="en_GB">')
        assertContains(response, '<meta property="og:locale:alternate" content="nl_NL">')
        assertContains(response, '<link rel="canonical" href="http://localhost/en/news/">')

    def test_lead_search_engines_from_an_alias_to_its_source(self, client, home):
        page = StandardPageFactory(parent=home, title="Over ons")
        page.create_alias(update_slug="ons")

        assertContains(client.get("/ons/"), 'rel="canonical" href="http://localhost/over-ons/"')


class TestSitemap:
    def get_urls(self, client, path="/sitemap.xml"):
        """Return a dictionary of address to {hreflang: address}."""
        urls = get(client, path).xpath("//url")
        return {
            url.xpath("string(loc)"): {
                link.get("hreflang"): link.get("href") for link in url.xpath("./*[@hreflang]")
            }
            for url in urls
        }

    def test_names_every_page_with_its_versions(self, client, news, english_news):
        item = NewsPageFactory(parent=news)

        urls = self.get_urls(client)

        assert urls["http://localhost/en/news/"] == urls["http://localhost/nieuws/"]
        assert urls["http://localhost/en/news/"]["x-default"] == "http://localhost/nieuws/"
        assert urls[f"http://localhost{item.url}"] == {}

    @pytest.mark.parametrize("change", ["unpublished", "private"])
    def test_leaves_out_what_a_visitor_may_not_see(self, client, news, english_news, change):
        hide(english_news, change)

        urls = self.get_urls(client)

        assert "http://localhost/en/news/" not in urls
        assert urls["http://localhost/nieuws/"] == {}

    def test_leaves_out_aliases(self, client, english_news):
        make_alias(english_news)

        assert list(self.get_urls(client)) == [
            "http://localhost/",
            "http://localhost/nieuws/",
            "http://localhost/en/",
        ]

    def test_is_in_files_where_there_are_many_pages(self, client, news, english_news, monkeypatch):
        whole = self.get_urls(client)
        monkeypatch.setattr(sitemaps, "FILE_SIZE", 1)

        files = get(client, "/sitemap.xml").xpath("//sitemap/loc/text()")

        keys = Page.objects.filter(depth__gt=1).order_by("pk").values_list("pk", flat=True)
        assert files == [f"http://localhost/sitemap-{key}.xml" for key in keys]
        found = {}
        for file in files:
            found |= self.get_urls(client, file.removeprefix("http://localhost"))
        assert found == whole
        assert client.get("/sitemap-999999.xml").status_code == 404
        # Or anybody could have as many files kept as there are ways to write a number.
        assert client.get(f"/sitemap-0{keys[0]}.xml").status_code == 404

    def test_costs_the_same_however_many_pages_there_are(
        self, client, news, english_news, django_assert_max_num_queries
    ):
        for number in range(3):
            translate(
                NewsPageFactory(parent=news, title=f"Bericht {number}"), title=f"Item {number}"
            )
        client.get("/sitemap.xml")

        with django_assert_max_num_queries(4):
            client.get("/sitemap.xml")


class TestAddressOfAnotherLanguage:
    def test_has_no_page_where_only_an_alias_is(self, client, english_home, english_news):
        make_alias(english_news)
        news = NewsIndexPage.objects.get(alias_of=None)
        NewsPageFactory(parent=news).copy_for_translation(english_home.locale, alias=True)

        for path in ["/en/nieuws/", "/en/nieuws/keukentafel/", "/en/nieuws/feed/rss/"]:
            assert client.get(path).status_code == 404

    def test_has_no_page_where_a_language_is_kept_in_step(self, client, home, english_home):
        dutch = StandardPageFactory(parent=home, title="Over ons")

        LocaleSynchronization.objects.create(
            locale=english_home.locale, sync_from=home.locale
        ).sync_trees()

        assert dutch.get_translations().get().alias_of_id == dutch.pk
        assert client.get("/en/over-ons/").status_code == 404
        assertNotContains(client.get("/en/"), "Over ons")

    def test_has_no_page_without_a_home_page_in_that_language(self, client, dutch_home):
        for path in ["/en/", "/en/nieuws/"]:
            response = client.get(path)

            assertContains(response, '<html lang="en">', status_code=404)
            assertNotContains(response, 'class="main-menu"', status_code=404)

    def test_has_no_page_while_the_home_page_is_a_draft(self, client, news, english_home):
        english_home.unpublish()

        assert client.get("/en/").status_code == 404

    def test_shows_a_real_page_below_an_alias(self, client, news, english_news):
        item = NewsPageFactory(parent=news)
        make_alias(english_news)
        translate(item, title="Kitchen table")

        response = client.get("/en/nieuws/kitchen-table/")

        assertContains(response, "Kitchen table")
        assertNotContains(response, "Nieuws")
        assertNotContains(response, "All news")


class TestMissingPage:
    def get_hint(self, client, path):
        """Return (address, language, title) of what a 404 offers instead, or None."""
        links = get(client, path, 404).xpath('//main//p[@class="notice"]/a')
        return [(link.get("href"), link.get("hreflang"), link.get("lang")) for link in links]

    def test_offers_the_dutch_page_of_a_translation_that_was_taken_away(
        self, client, news, english_news
    ):
        english_news.unpublish()

        assert self.get_hint(client, "/en/news/") == [("/nieuws/", "nl", "nl")]

    def test_offers_the_dutch_page_with_that_address(self, client, news):
        item = NewsPageFactory(parent=news, title="Keukentafel")

        response = client.get("/en/nieuws/keukentafel/")

        assert self.get_hint(client, item.url.join(["/en", ""])) == [(item.url, "nl", "nl")]
        assertContains(response, "This page is not available in English.", status_code=404)
        assertContains(response, "Keukentafel</a>", status_code=404)

    def test_offers_the_english_page_in_the_same_way(self, client, news, english_news):
        news.unpublish()

        assert self.get_hint(client, "/news/") == [("/en/news/", "en", "en")]
        assertContains(
            client.get("/news/"), "Deze pagina is er niet in het Nederlands.", status_code=404
        )

    def test_offers_the_translation_of_the_page_with_that_name(self, client, news, english_news):
        english = translate(NewsPageFactory(parent=news, title="Keukentafel"), title="Table")

        for path in ["/en/news/keukentafel/", "/en/nieuws/keukentafel/"]:
            assert self.get_hint(client, path) == [(english.url, None, None)], path
            assertContains(client.get(path), "Perhaps you are looking for:", status_code=404)

    def test_offers_the_page_with_that_name_in_dutch_without_a_translation(
        self, client, news, english_news
    ):
        item = NewsPageFactory(parent=news, title="Keukentafel")

        assert self.get_hint(client, "/en/news/keukentafel/") == [(item.url, "nl", "nl")]

    def test_offers_the_dutch_home_page_without_an_english_one(self, client, dutch_home):
        assert self.get_hint(client, "/en/") == [("/", "nl", "nl")]

    @pytest.mark.parametrize("change", ["unpublished", "private"])
    def test_tells_nothing_about_what_a_visitor_may_not_see(
        self, client, news, english_news, change
    ):
        english_news.unpublish()
        hide(news, change)

        for path in ["/en/news/", "/en/nieuws/"]:
            assert self.get_hint(client, path) == []
            assert "Nieuws" not in get(client, path, 404).text_content()

    def test_offers_nothing_for_other_addresses(self, client, news, english_news):
        for path in ["/en/x/", "/en/media/none.png", "/en/%00/", "/en/é/"]:
            assert self.get_hint(client, path) == [], path


@pytest.mark.django_db
class TestThirdLanguage:
    """Nothing counts on two languages."""

    def test_is_offered_beside_the_others(self, client, news, english_news):
        languages = [("nl", "Dutch"), ("en", "English"), ("de", "German")]
        with override_settings(LANGUAGES=languages, WAGTAIL_CONTENT_LANGUAGES=languages):
            translate(english_news.get_parent().specific, "de", title="Start")

            switcher = get_switcher(client, "/nieuws/")

        assert switcher == [("en", "/en/news/", ""), ("de", "/de/", "Nog niet in het Duits")]
