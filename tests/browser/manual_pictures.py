"""The pictures of the manual, made anew: `make manual-pictures`.

Not part of the tests, but made with their browser, of the demo content that they have too. They
replace those in `docs/manual`, so look at them before they are committed.
"""

import pytest

from manual.parts import FOLDER
from tests.browser.visits import open_window

BOARD = "/admin/translations/"
WIDTH = 1360


@pytest.fixture
def page(browser, staff, served):
    """A window of an editor, on the board of translations."""
    context = open_window(browser, storage_state=staff, color_scheme="light")
    page = context.new_page()
    page.goto(served + BOARD)
    yield page
    context.close()


def save(page, name, height):
    """Save the upper part of what the window shows as a picture, when all of it is there."""
    page.set_viewport_size({"width": WIDTH, "height": height})
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement.blur()")
    page.screenshot(path=FOLDER / f"{name}.png", scale="css")


def test_board(page):
    save(page, "translation-board", height=860)


def test_passage(page):
    page.get_by_role("link", name="Werk bij").first.click()
    page.get_by_text("Klopt nog").first.wait_for()
    save(page, "translation-passage", height=640)
