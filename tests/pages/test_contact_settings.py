"""What the contact settings say of the whole site: what it asks of visitors, and whom they ask."""

import pytest
from lxml.html import document_fromstring
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import Site

from pages.models import ContactSettings
from tests.factories import (
    AccessibilityStatementPageFactory,
    ContactPageFactory,
    ContactPersonFactory,
    RoutePageFactory,
    StandardPageFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    translate,
)


@pytest.fixture
def contact(home):
    return ContactSettings.for_site(Site.objects.get())


class TestPageAboutTakingPart:
    @pytest.fixture
    def page(self, home, contact):
        page = StandardPageFactory(parent=home, title="Meedoen", summary="Iedereen kan meedoen.")
        contact.take_part_page = page
        contact.save()
        return page

    @pytest.fixture
    def team(self, home):
        return WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=home, show_in_menus=True))

    def list_links(self, client, address):
        document = document_fromstring(client.get(address).content)
        links = document.xpath("//a[contains(@class, 'button--seat')]")
        return [(link.text_content().strip(), link.get("href")) for link in links]

    def test_is_the_last_of_the_menu_and_a_panel_on_home_and_teams(self, client, home, page, team):
        menu = ("Meedoen", page.url)
        panel = ("Bekijk hoe u meedoet", page.url)

        assert self.list_links(client, home.url) == [menu, panel]
        assert self.list_links(client, team.url) == [menu, panel]
        assert self.list_links(client, page.url) == [menu]
        assertContains(client.get(team.url), "Iedereen kan meedoen.")

    def test_is_in_the_language_of_the_visitor(self, client, english_home, page, team):
        english = translate(page, title="Take part")
        translate(team.get_parent().specific, title="Work teams")

        assert ("Take part", english.url) in self.list_links(client, english_home.url)

    def test_is_nowhere_while_it_is_a_draft(self, client, home, page, team):
        page.unpublish()

        assert self.list_links(client, home.url) == []


class TestContactPerson:
    @pytest.fixture
    def person(self, contact):
        contact.contact_person = ContactPersonFactory(name="Noor de Voorbeeld")
        contact.save()
        return contact.contact_person

    @pytest.fixture
    def pages(self, home, person):
        page = ContactPageFactory(parent=home)
        return [page, RoutePageFactory(parent=page), AccessibilityStatementPageFactory(parent=home)]

    def test_is_on_the_pages_about_the_site_itself(self, client, pages):
        for page in pages:
            assertContains(client.get(page.url), "Noor de Voorbeeld")

    def test_is_on_none_of_them_from_the_moment_of_no_more_consent(self, client, pages, person):
        client.get(pages[0].url)
        person.has_withdrawn = True
        person.save()

        for page in pages:
            assertNotContains(client.get(page.url), "Noor de Voorbeeld")


def test_pages_about_the_site_are_in_the_frame_of_what_is_read(client, home):
    contact = ContactPageFactory(parent=home)
    route = RoutePageFactory(parent=contact)

    for page in [contact, route, AccessibilityStatementPageFactory(parent=home)]:
        (article,) = document_fromstring(client.get(page.url).content).find_class("reading")
        assert article.xpath(".//h2[@id='share']")
