"""Without JavaScript all text, the menu and the filters work."""

import re

import pytest
from lxml.etree import strip_elements
from lxml.html import document_fromstring
from playwright.sync_api import expect

from tests.browser.views import PHONE, PUBLIC_VIEWS
from tests.browser.visits import open_window


@pytest.fixture(scope="module")
def plain(browser):
    """A phone that runs no script."""
    context = open_window(browser, viewport=PHONE, java_script_enabled=False)
    yield context
    context.close()


@pytest.fixture
def page(plain):
    page = plain.new_page()
    yield page
    page.close()


def read_words(html):
    """Return the words between the tags of HTML as a set."""
    body = document_fromstring(html).body
    strip_elements(body, "script", "style", with_tail=False)
    return set(" ".join(body.itertext()).split())


@pytest.mark.parametrize(
    "visit",
    [view for view in PUBLIC_VIEWS if not (view.opens or view.sends)],
    ids=str,
    indirect=True,
    scope="session",
)
def test_all_text_is_in_what_the_server_sends(shown):
    sent = read_words(shown.html)

    shown.show(PHONE)
    words = shown.measure("words()")

    assert len(words) > 20
    assert [word for word in words if word not in sent] == []


class TestVisitorWithoutScript:
    def test_opens_the_menu_and_follows_it(self, page, served):
        page.goto(served)

        page.get_by_text("Menu", exact=True).click()
        page.get_by_role("link", name="Werkteams", exact=True).click()

        expect(page).to_have_url(f"{served}/werkteams/")

    def test_filters_the_news(self, page, served):
        page.goto(f"{served}/nieuws/")
        everything = page.locator("#items").inner_text()

        # Each choice has how much it leaves behind it, and all are folded on a phone.
        fold = page.get_by_text("Kies een werkteam, jaar of thema")
        year = page.get_by_role("link", name=re.compile(r"^2017 \(\d+\)$"))
        fold.click()
        year.click()

        expect(page).to_have_url(f"{served}/nieuws/?year=2017")
        fold.click()
        expect(year).to_have_attribute("aria-current", "true")
        expect(page.locator("#items")).not_to_have_text(everything)

    def test_writes_to_the_network(self, page, served):
        page.goto(f"{served}/contact/")

        page.locator("main").get_by_label("Uw e-mailadres").fill("fatima@example.nl")
        page.get_by_label("Waar gaat het over?").select_option("Ik wil meedoen")
        page.get_by_label("Uw bericht").fill("Waar kan ik me melden?")
        page.get_by_role("button", name="Verstuur het bericht").click()
        expect(page).to_have_title(re.compile("^Fout: "))
        expect(page.get_by_role("heading", name="Het formulier klopt nog niet")).to_be_focused()

        page.get_by_role("link", name="Vul uw naam in.").click()
        expect(page.get_by_label("Uw naam")).to_be_focused()
        page.keyboard.type("Fatima")
        expect(page.get_by_label("Uw bericht")).to_have_value("Waar kan ik me melden?")
        # Who is this fast is asked to press again.
        while page.title().startswith("Fout: "):
            with page.expect_navigation():
                page.get_by_role("button", name="Verstuur het bericht").click()

        expect(page).to_have_url(f"{served}/contact/bericht/verstuurd/")
        expect(page.get_by_role("heading", name="Uw bericht is verstuurd")).to_be_focused()

    def test_turns_the_page(self, page, served):
        page.goto(f"{served}/nieuws/")

        page.get_by_role("link", name="Volgende pagina").click()

        expect(page.locator(".pagination")).to_contain_text(re.compile("Pagina 2 van"))

    def test_unfolds_the_growth_of_a_team_as_a_table(self, page, served):
        page.goto(f"{served}/werkteams/samenspel-formeel-en-informeel/")

        page.get_by_text("Bekijk als tabel").click()

        expect(page.get_by_role("cell", name="14", exact=True)).to_be_visible()

    def test_opens_the_explanation_of_a_word(self, page, served):
        page.goto(f"{served}/nieuws/burgerkracht-als-doorzettingskracht/")
        button = page.get_by_role("button", name="Wat betekent “kostendelersnorm”?")
        meaning = page.get_by_text("Een regel bij een uitkering.")
        expect(meaning).to_be_hidden()

        button.press("Enter")
        expect(meaning).to_be_visible()
        # The page that tells more is next for who goes on by keyboard.
        page.keyboard.press("Tab")
        expect(meaning.get_by_role("link")).to_be_focused()

        page.keyboard.press("Escape")
        expect(meaning).to_be_hidden()
        expect(button).to_be_focused()

    def test_has_the_explanation_of_a_word_on_paper(self, page, served):
        page.goto(f"{served}/nieuws/burgerkracht-als-doorzettingskracht/")

        page.emulate_media(media="print")

        expect(page.get_by_text("Een regel bij een uitkering.")).to_be_visible()
        expect(page.get_by_role("button", name="Wat betekent")).to_have_count(0)
