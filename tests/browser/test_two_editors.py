"""Two people at work on one page, each in a browser of their own."""

import pytest
from playwright.sync_api import expect

from tests.browser.editors import Editor

PAGE = "/nieuws/naar-het-stadhuis/"


@pytest.fixture
def first(browser, served, staff):
    with Editor.at_work(browser, served, staff) as editor:
        yield editor


@pytest.fixture
def second(browser, served, colleague):
    with Editor.at_work(browser, served, colleague) as editor:
        yield editor


class TestTwoEditors:
    def test_see_who_else_has_the_page_open(self, first, second):
        second.open_page(PAGE)

        first.open_page(PAGE)
        sessions = first.page.locator(".w-editing-sessions")
        sessions.get_by_role("button").hover()

        expect(first.page.get_by_role("tooltip")).to_contain_text("Noor de Collega")

    def test_are_warned_before_one_overwrites_the_other(self, first, second):
        first.open_page(PAGE)
        second.open_page(PAGE)
        second.page.locator("#id_summary").fill("Van de collega.")
        second.save()

        first.look_again()
        first.page.locator("#id_summary").fill("Van de eerste.")
        first.page.get_by_role("button", name="Bewaar concept").click()

        expect(first.page.get_by_role("dialog")).to_contain_text("Noor de Collega")
        second.page.goto(second.form)
        expect(second.page.locator("#id_summary")).to_have_value("Van de collega.")
