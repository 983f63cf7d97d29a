"""A phone on which somebody has set the text to twice its size (WCAG 1.4.4)."""

from contextlib import contextmanager

import pytest

from tests.browser.visits import open_window

# The words of the name that stand on more than one line, by a box for each line.
BROKEN_WORDS = """element => {
    const found = [];
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        for (const {index, 0: word} of texts.currentNode.data.matchAll(/\\S+/g)) {
            const range = document.createRange();
            range.setStart(texts.currentNode, index);
            range.setEnd(texts.currentNode, index + word.length);
            const lines = new Set([...range.getClientRects()].map(box => box.top));
            if (lines.size > 1) found.push(word);
        }
    }
    return found;
}"""


@pytest.fixture(scope="module", params=[412, 360])
def width(request):
    return request.param


@contextmanager
def open_large(browser, address, width):
    """Open a page on a phone of a width, with its text at twice the size."""
    context = open_window(browser, viewport={"width": width, "height": 915})
    page = context.new_page()
    page.goto(address)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    yield page
    context.close()


@pytest.fixture(scope="module", params=["/", "/en/"])
def page(browser, served, request, width):
    """A page with its text at twice the size, for all tests here."""
    with open_large(browser, served + request.param, width) as page:
        yield page


def find_broken_words(page, inside):
    return page.locator(inside).evaluate_all(f"elements => elements.flatMap({BROKEN_WORDS})")


def test_the_header_leaves_half_of_the_screen_to_the_page(page):
    header = page.locator(".site-header").bounding_box()

    assert header["height"] < 915 / 2


@pytest.mark.parametrize("words", [".brand__name", ".language-switcher", "h1", "main .button"])
def test_words_stay_whole(page, words):
    assert find_broken_words(page, words) == []


def test_words_of_buttons_in_narrow_rows_stay_whole(browser, served, width):
    with open_large(browser, f"{served}/publicaties/", width) as page:
        assert find_broken_words(page, "main .button") == []


def test_the_languages_and_the_menu_button_stand_apart(page):
    languages = page.locator(".language-switcher a").bounding_box()
    button = page.get_by_text("Menu", exact=True).bounding_box()

    is_above = languages["y"] + languages["height"] <= button["y"]
    is_below = languages["y"] >= button["y"] + button["height"]
    is_before = languages["x"] + languages["width"] <= button["x"]
    assert is_above or is_below or is_before


def test_the_menu_opens_below_its_button(page):
    button = page.get_by_text("Menu", exact=True)

    button.click()
    box = button.bounding_box()
    item = page.locator(".main-menu__items a").first.bounding_box()
    # Shut, as the other tests have it.
    button.click()

    assert item["y"] >= box["y"] + box["height"]
