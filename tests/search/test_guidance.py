"""What the search page says beside its results: what a word means, and where else to go."""

import pytest
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains

from pages.models import ContactSettings
from tests.factories import StandardPageFactory, TermFactory, ThemeFactory


def ask(client, question):
    return client.get("/zoeken/", {"q": question})


def read_meanings(response):
    page = html.document_fromstring(response.content.decode())
    return [" ".join(each.text_content().split()) for each in page.find_class("search-meaning")]


class TestAWordOfTheGlossary:
    @pytest.fixture
    def term(self, home, dutch):
        return TermFactory(
            name="Wmo",
            other_forms="Wet maatschappelijke ondersteuning",
            meaning="Een wet over hulp thuis.",
            locale=dutch,
        )

    @pytest.mark.parametrize(
        "question", ["wmo", "WMO aanvragen", "wet maatschappelijke ondersteuning"]
    )
    def test_is_explained_in_whatever_form_it_is_asked_for(self, client, term, question):
        assert read_meanings(ask(client, question)) == ["Wmo: Een wet over hulp thuis."]

    def test_leads_to_the_page_that_tells_more_while_visitors_may_see_it(self, client, home, term):
        term.page = StandardPageFactory(parent=home, title="Hulp thuis")
        term.save()
        assert read_meanings(ask(client, "wmo")) == [
            "Wmo: Een wet over hulp thuis. Lees verder: Hulp thuis"
        ]

        term.page.specific.unpublish()

        assert read_meanings(ask(client, "wmo")) == ["Wmo: Een wet over hulp thuis."]

    def test_is_explained_as_it_is_now(self, client, term):
        term.name, term.other_forms = "Pgb", ""
        term.save()

        assert read_meanings(ask(client, "wmo")) == []
        assert read_meanings(ask(client, "pgb")) == ["Pgb: Een wet over hulp thuis."]
        term.delete()
        assert read_meanings(ask(client, "pgb")) == []

    def test_is_not_explained_in_another_language(self, client, term, english_home):
        assert read_meanings(client.get("/en/search/", {"q": "wmo"})) == []


class TestAQuestionInVain:
    def test_gets_the_nearest_themes_first_and_whom_to_ask(self, client, home, dutch):
        ThemeFactory(name="Armoede", sort_order=1)
        ThemeFactory(name="Mantelzorg", sort_order=2)
        contact = ContactSettings.for_site(home.get_site())
        contact.email = "info@example.org"
        contact.save()

        response = ask(client, "mantelkabouters")

        page = html.document_fromstring(response.content.decode())
        links = page.xpath("//main//a[contains(@href, '?q=')]")
        assert [link.text_content() for link in links] == ["Mantelzorg", "Armoede"]
        assertContains(response, "Of vraag het ons.")
        assertContains(response, "mailto:info@example.org")

    def test_is_the_only_one_that_does(self, client, home):
        ThemeFactory(name="Armoede")
        StandardPageFactory(parent=home, title="Tafel")

        for question in ["tafel", ""]:
            assertNotContains(ask(client, question), "Of vraag het ons.")
            assertNotContains(ask(client, question), "?q=Armoede")


class TestACorrection:
    def test_has_the_capital_of_a_name(self, client, home):
        text = "<p>Wij werken in Rotterdam aan tafel. Tafels zijn er genoeg.</p>"
        StandardPageFactory(parent=home, title="Waar", body=[("text", text)])

        assertContains(ask(client, "rottredam"), "<q>Rotterdam</q>")
        assertContains(ask(client, "tafle"), "<q>tafel</q>")
