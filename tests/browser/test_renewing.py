"""What is under way on a screen renews itself: `static/js/admin-renew.js`, without a site."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser.visits import open_window

ADDRESS = "http://renewing.test/"
SCRIPT = Path(settings.BASE_DIR) / "static/js/admin-renew.js"
SCREEN = """<!doctype html><h1>{heading}</h1>
  <p id="progress" data-state="{state}" data-renew="0.05">{words}</p>
  <script src="renew.js"></script>"""


@pytest.fixture
def screen(browser):
    """A page that shows what is in its dictionary `now` at that moment, and renews itself."""
    context = open_window(browser)
    page = context.new_page()
    page.now = {"heading": "Versturen", "state": "sending", "words": "10 mails"}
    page.route(ADDRESS, lambda route: route.fulfill(body=SCREEN.format(**page.now)))
    page.route(f"{ADDRESS}renew.js", lambda route: route.fulfill(path=SCRIPT))
    page.goto(ADDRESS)
    yield page
    context.close()


def test_progress_is_shown_in_its_place_and_an_end_on_the_whole_screen(screen):
    screen.now |= {"heading": "Verstuurd", "words": "20 mails"}
    expect(screen.locator("#progress")).to_have_text("20 mails")
    expect(screen.locator("h1")).to_have_text("Versturen")

    screen.now |= {"state": "sent"}

    expect(screen.locator("h1")).to_have_text("Verstuurd")
