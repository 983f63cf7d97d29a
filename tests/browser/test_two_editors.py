"""Two people at work on one page, each in a browser of their own."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.editors import Editor

PAGE = "/nieuws/naar-het-stadhuis/"
# With these Wagtail asks whether somebody saved a newer version.
PINGS = re.compile("/editing-sessions/ping/")
# Autosave sends the form to its own address.
FORMS = re.compile("/admin/pages/[0-9]+/edit/")


def is_autosave(request):
    """Return whether a request is the editor's own saving of a draft."""
    return request.method == "POST" and request.headers.get("accept") == "application/json"


class Held:
    """What a page asks of some addresses, which waits until it may go on."""

    def __init__(self, page, *addresses):
        self.routes, self.may_go_on = [], False
        for address in addresses:
            page.route(address, self.keep)

    def keep(self, route):
        if self.may_go_on:
            route.continue_()
        else:
            self.routes.append(route)

    def let_go(self):
        self.may_go_on = True
        for route in self.routes:
            route.continue_()


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

    def test_are_asked_before_one_publishes_over_what_the_other_saved_meanwhile(
        self, first, second
    ):
        first.open_page(PAGE)
        first.wait_for_watch()
        held = Held(first.page, PINGS, FORMS)
        second.open_page(PAGE)
        second.page.locator("#id_summary").fill("Van de ander.")
        second.save()

        with first.page.expect_request(is_autosave):
            first.page.locator("#id_summary").fill("Van wie eerst was.")
        first.page.get_by_role("button", name="Publiceren", exact=True).click()
        held.let_go()

        expect(first.page.get_by_role("dialog")).to_contain_text("Noor de Collega")
        assert "Van wie eerst was." not in first.visit(PAGE).text()


class TestEditorOnASlowNetwork:
    def test_is_not_warned_of_what_they_saved_themselves(self, first):
        first.open_page(PAGE)
        held = Held(first.page, PINGS)
        with first.page.expect_request(PINGS):
            first.look_again()

        first.wait_for_watch()
        first.page.locator("#id_summary").fill("Over een traag netwerk.")
        expect(first.page.locator("#kept")).to_contain_text(re.compile("om [0-9]"))
        held.let_go()
        # What the browser asks after that is answered after it.
        first.page.evaluate("fetch('/robots.txt').then(answer => answer.text())")
        first.page.get_by_role("button", name="Publiceren", exact=True).click()

        expect(first.page.locator(".messages")).to_contain_text("gepubliceerd")
