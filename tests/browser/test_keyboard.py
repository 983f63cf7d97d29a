"""The site by keyboard alone: every stop is reached in order, seen and not covered."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import by_template, each_scheme, each_viewport
from tests.browser.views import DESKTOP, PHONE

MOST_STOPS = 300


def walk(visit):
    """Return what is focused at each press of Tab, until focus leaves the page."""
    stops = []
    while len(stops) < MOST_STOPS:
        visit.page.keyboard.press("Tab")
        stop = visit.measure("stop()")
        if stop is None:
            break
        stops.append(stop)
    return stops


@each_viewport
@by_template
def test_every_stop_is_reached_in_order_and_seen(shown, viewport):
    """WCAG 2.1.1, 2.4.3, 2.4.11: in the order of the page and of the eye, covered by nothing."""
    shown.show(viewport)

    stops = walk(shown)

    assert 'class="skip-link"' in stops[0]["name"]
    assert shown.measure("missed()") == []
    assert [stop["name"] for stop in stops if not stop["isNext"]] == []
    assert [stop["name"] for stop in stops if not stop["isSeen"]] == []


@pytest.mark.parametrize("forced", [None, "active"], ids=["own colours", "forced colours"])
@each_scheme
@by_template
def test_focus_stands_out(shown, scheme, forced):
    """WCAG 2.4.7 and 1.4.11: an outline of 2 pixels, 3:1 with what is on either side of it."""
    shown.show(DESKTOP, scheme, forced=forced)
    shown.page.keyboard.press("Tab")

    assert shown.measure("weakFocus()") == []


@by_template
def test_focus_stands_out_on_a_phone(shown):
    shown.show(PHONE)
    shown.page.keyboard.press("Tab")

    assert shown.measure("weakFocus()") == []


class TestSkipLink:
    def test_leads_to_the_content(self, open_page):
        page = open_page("/")

        page.keyboard.press("Tab")
        page.keyboard.press("Enter")

        expect(page.locator("#main")).to_be_focused()


class TestMenuOnAPhone:
    @pytest.fixture
    def page(self, open_page):
        return open_page("/", viewport=PHONE)

    def test_opens_and_closes_by_keyboard(self, page):
        button = page.locator(".main-menu summary")
        items = page.locator(".main-menu li a")

        button.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(items.first).to_be_focused()
        page.keyboard.press("Escape")

        expect(items.first).to_be_hidden()
        expect(button).to_be_focused()


def test_answers_open_by_keyboard(open_page):
    page = open_page("/over-ons/voorbeelden-van-blokken/")
    question = page.locator(".questions summary").first

    question.focus()
    page.keyboard.press("Enter")

    expect(page.locator(".questions details[open]")).to_have_count(1)
