"""A visitor searches: by keyboard, on a phone, with and without script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.views import DESKTOP, PHONE
from tests.browser.visits import find_violations


@pytest.fixture
def field(open_page):
    """The search field of a page opened on a phone."""
    return open_page("/zoeken/", viewport=PHONE).get_by_role("combobox")


class TestSearchByKeyboard:
    def test_leads_from_the_header_to_a_result(self, open_page):
        page = open_page("/", viewport=DESKTOP)
        expect(page.get_by_role("link", name="Zoeken")).to_be_hidden()

        field = page.locator("#site-search")
        field.focus()
        # By a script that comes only now.
        expect(field).to_have_role("combobox")
        field.press_sequentially("mant")
        expect(page.get_by_role("option").first).to_have_text("Mantelzorgboete Pagina")
        assert find_violations(page) == []
        field.fill("mantelzorg")
        field.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("resultaten voor")
        page.get_by_role("link", name="Zorgen voor een ander").press("Enter")

        expect(page).to_have_url(re.compile("/nieuws/mantelzorgboete/$"))

    def test_goes_through_suggestions_and_back(self, field):
        page = field.page
        field.press_sequentially("mant")
        option = page.get_by_role("option").first
        expect(option).to_be_visible()
        expect(field).to_have_attribute("aria-expanded", "true")

        field.press("ArrowDown")
        expect(option).to_have_attribute("aria-selected", "true")
        expect(field).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
        assert find_violations(page) == []

        field.press("Escape")
        expect(page.get_by_role("listbox")).to_be_hidden()
        expect(field).to_have_value("mant")
        expect(field).to_be_focused()

    @pytest.mark.parametrize("key", ["Escape", "Tab"])
    def test_suggests_nothing_to_who_is_done_with_the_field(self, field, key):
        page, asked = field.page, []
        page.on("request", lambda request: asked.append(request.url))
        page.clock.install(time=0)
        page.clock.pause_at(1000)

        field.press_sequentially("mant")
        field.press(key)
        page.clock.run_for(1000)
        page.evaluate("() => fetch('/robots.txt').then(response => response.text())")

        assert [url for url in asked if "suggest" in url] == []
        expect(page.get_by_role("listbox")).to_be_hidden()

    def test_opens_the_suggestion_that_was_chosen(self, field):
        field.press_sequentially("een tafelk")
        expect(field.page.get_by_role("option")).to_have_count(1)

        field.press("ArrowUp")
        field.press("Enter")

        expect(field.page).to_have_url(re.compile("/nieuws/tafelkleed-placemats-en-pannen/$"))

    def test_searches_when_no_suggestion_is_chosen(self, field):
        field.press_sequentially("mant")
        expect(field.page.get_by_role("option").first).to_be_visible()

        field.press("Enter")

        expect(field.page).to_have_url(re.compile(r"/zoeken/\?q=mant$"))


class TestSearchOnAPhone:
    def test_is_in_the_menu(self, open_page):
        page = open_page("/", viewport=PHONE)

        page.get_by_text("Menu", exact=True).click()
        page.get_by_role("link", name="Zoeken").click()

        expect(page.get_by_role("heading", level=1)).to_have_text("Zoeken")

    def test_opens_a_suggestion_by_touch(self, field):
        field.press_sequentially("een tafelk")
        field.page.get_by_role("option").first.click()

        expect(field.page.get_by_role("heading", level=1)).to_have_text(re.compile("tafelkleed"))


class TestSearchWithoutScript:
    def test_finds_filters_and_turns_pages(self, open_page):
        page = open_page("/zoeken/", java_script_enabled=False, viewport=PHONE)

        page.get_by_label("Waar zoekt u naar?").fill("werkteam")
        page.get_by_role("button", name="Zoeken").click()
        page.get_by_text("Filteren en sorteren").click()
        page.get_by_role("link", name=re.compile("^Nieuws .[0-9]")).click()
        expect(page.locator(".results li")).to_have_count(10)
        page.get_by_role("link", name="Volgende pagina").click()

        expect(page.get_by_role("status")).to_contain_text(re.compile(r"\d+ resultaten voor"))
        expect(page).to_have_url(re.compile("q=werkteam&kind=news&page=2"))

    def test_corrects_a_typing_error(self, open_page):
        page = open_page("/zoeken/?q=mantelzrog", java_script_enabled=False)

        expect(page.get_by_role("status")).to_contain_text("Niets gevonden voor")
        expect(page.locator("mark").first).to_have_text(re.compile("mantelzorg", re.IGNORECASE))
