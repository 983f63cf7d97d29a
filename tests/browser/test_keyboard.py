"""The site by keyboard alone: every stop is reached, seen and not covered."""

import pytest

from tests.browser.test_accessibility import DESKTOP, PAGES, PHONE

# Every element the browser itself puts in the tab order, as it would be reached.
STOPS = """[...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
    .filter(element => element.checkVisibility({visibilityProperty: true, opacityProperty: true}))
    .length"""

FOCUS = """(() => {
    const element = document.activeElement
    if (element === document.body) return null
    const box = element.getBoundingClientRect()
    const style = getComputedStyle(element)
    const x = box.left + Math.min(box.width / 2, 40), y = box.top + Math.min(box.height / 2, 12)
    const onTop = document.elementFromPoint(x, y)
    return {
        html: element.outerHTML.slice(0, 100),
        outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
        inside: box.bottom > 0 && box.top < innerHeight,
        covered: !(onTop && (element.contains(onTop) || onTop.contains(element))),
    }
})()"""


def walk(page):
    """Return what is focused at each press of Tab, until focus leaves the page."""
    stops = []
    while len(stops) < 300:
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            break
        stops.append(stop)
    return stops


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", PAGES)
def test_every_stop_is_reached_and_seen(open_page, path, viewport):
    page = open_page(path, viewport=viewport)
    expected = page.evaluate(STOPS)

    stops = walk(page)

    assert "skip-link" in stops[0]["html"]
    assert len(stops) >= expected
    assert [stop["html"] for stop in stops if stop["outline"] < 2] == []
    assert [stop["html"] for stop in stops if not stop["inside"] or stop["covered"]] == []


def test_the_first_stop_leads_to_the_content(open_page):
    page = open_page("/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_answers_open_by_keyboard(open_page):
    page = open_page("/over-ons/voorbeelden-van-blokken/")
    question = page.locator(".questions summary").first

    question.focus()
    page.keyboard.press("Enter")

    assert page.locator(".questions details[open]").count() == 1
