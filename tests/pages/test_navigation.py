import pytest
from lxml.html import document_fromstring
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import PageViewRestriction, Site

from pages.models import ContactSettings
from tests.factories import (
    ContactPageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    StandardPageFactory,
    translate,
)


def get_current(client, address):
    """Return the links of the menu that say where the visitor is: address to aria-current."""
    links = document_fromstring(client.get(address).content).xpath("//header//a[@aria-current]")
    return {link.get("href"): link.get("aria-current") for link in links}


def read_links(element):
    """Return the address of each link in an element, by its words."""
    return {link.text_content().strip(): link.get("href") for link in element.iter("a")}


class TestNavigation:
    def test_shows_the_chosen_sections_in_the_menu_and_the_others_in_the_footer(self, client, home):
        NewsIndexPageFactory(parent=home, title="Nieuws", show_in_menus=True)
        StandardPageFactory(parent=home, title="Privacy")

        html = client.get(home.url).content.decode()

        header, footer = html.split("<main")[0], html.split("<footer")[1]
        assert ">Nieuws<" in header
        assert ">Nieuws<" not in footer
        assert ">Privacy<" in footer
        assert ">Privacy<" not in header

    def test_puts_the_chosen_pages_first_in_the_footer_and_none_twice(self, client, home):
        contact = ContactPageFactory(parent=home, title="Contact", show_in_menus=True)
        privacy = StandardPageFactory(parent=home, title="Privacy")
        StandardPageFactory(parent=home, title="Colofon")
        draft = StandardPageFactory(parent=home, title="Concept", live=False)
        settings = ContactSettings.for_site(Site.objects.get())
        settings.footer_pages = [("page", page) for page in [contact, privacy, draft]]
        settings.save()

        document = document_fromstring(client.get(home.url).content)

        links = document.xpath("//footer//nav//a")
        assert [link.text_content() for link in links] == ["Contact", "Privacy", "Colofon"]

    def test_marks_the_section_of_the_current_page(self, client, home):
        index = NewsIndexPageFactory(parent=home, title="Nieuws", show_in_menus=True)
        item = NewsPageFactory(parent=index)

        assert get_current(client, index.url) == {"/nieuws/": "page"}
        assert get_current(client, item.url) == {"/nieuws/": "true"}

    def test_leads_back_through_the_pages_above(self, client, home):
        index = NewsIndexPageFactory(parent=home, title="Nieuws")
        item = NewsPageFactory(parent=index, title="Keukentafel")

        html = client.get(item.url).content.decode()

        breadcrumbs = html.split('class="breadcrumbs')[1].split("</nav>")[0]
        places = [breadcrumbs.index(words) for words in ["Home", "Nieuws", "Keukentafel"]]
        assert places == sorted(places)

    def test_hides_drafts_and_private_pages(self, client, home):
        StandardPageFactory(parent=home, title="Concept", live=False, show_in_menus=True)
        private = StandardPageFactory(parent=home, title="Besloten", show_in_menus=True)
        PageViewRestriction.objects.create(page=private, restriction_type="login")

        response = client.get(home.url)

        assertNotContains(response, "Concept")
        assertNotContains(response, "Besloten")


class TestNavigationInEnglish:
    @pytest.fixture
    def item(self, home, english_home):
        """An English news item, in a site that has more in Dutch."""
        index = NewsIndexPageFactory(parent=home, title="Nieuws", show_in_menus=True)
        item = NewsPageFactory(parent=index, title="Keukentafel")
        StandardPageFactory(parent=home, title="Over ons", show_in_menus=True)
        privacy = StandardPageFactory(parent=home, title="Privacyverklaring")
        translate(privacy, title="Privacy statement")
        translate(index, title="News")
        return translate(item, title="Kitchen table")

    def test_leads_to_what_is_in_english_and_to_nothing_else(self, client, item):
        response = client.get(item.url)

        document = document_fromstring(response.content)
        header = read_links(document.find(".//header"))
        footer = read_links(document.find(".//footer"))
        assert header["News"] == "/en/news/"
        assert get_current(client, item.url) == {"/en/news/": "true"}
        assert footer["Privacy statement"] == "/en/privacy-statement/"
        assert document.find_class("brand")[0].get("href") == "/en/"
        for words in ["Nieuws", "Over ons", "Privacyverklaring", "Keukentafel"]:
            assertNotContains(response, words)

    def test_leads_back_through_english_pages(self, client, item):
        html = client.get(item.url).content.decode()

        breadcrumbs = html.split('class="breadcrumbs')[1].split("</nav>")[0]
        assert breadcrumbs.count("href=") == 2
        assert 'href="/en/"' in breadcrumbs
        assert 'href="/en/news/"' in breadcrumbs
        assertContains(client.get(item.url), '<a href="/en/news/">All news</a>')

    def test_is_english_on_an_english_error_page(self, client, item):
        response = client.get("/en/missing/")

        assertContains(response, 'href="/en/news/">News<', status_code=404)
        assertNotContains(response, "Nieuws", status_code=404)


class TestPublished:
    def test_leaves_out_aliases(self, home, english_home):
        index = NewsIndexPageFactory(parent=home)
        index.copy_for_translation(english_home.locale, alias=True)

        assert list(type(index).objects.published()) == [index]

    def test_leaves_out_what_is_below_a_private_page(self, home):
        index = NewsIndexPageFactory(parent=home)
        NewsPageFactory(parent=index)
        assert index.get_items().count() == 1

        PageViewRestriction.objects.create(page=index, restriction_type="login")

        assert index.get_items().count() == 0

    def test_agrees_with_wagtail(self, home):
        for number in range(3):
            page = StandardPageFactory(parent=home, title=f"Deel {number}")
            StandardPageFactory(parent=page, title="Onder")
            if number == 1:
                PageViewRestriction.objects.create(page=page, restriction_type="login")
        pages = type(page).objects

        assert set(pages.published()) == set(pages.live().public())
        assert pages.published().count() == 4
