"""What a visit costs and leaves behind: bytes, requests, third parties, cookies."""

import pytest

from tests.browser.test_accessibility import PAGES, PHONE

# Bytes of a first visit on a phone, compressed as they go over the line.
MOST = {"document": 9_000, "stylesheet": 10_000, "script": 3_000, "font": 55_000}
MOST_OF_HOME = 120_000
MOST_OF_TEXT_PAGE = 80_000
MOST_REQUESTS = 10


class Visit:
    """A first visit on a phone, with all that went over the line."""

    def __init__(self, browser, served, path):
        context = browser.new_context(viewport=PHONE, device_scale_factor=1.75, locale="nl-NL")
        page = context.new_page()
        self.responses = []
        page.on("requestfinished", lambda request: self.responses.append(request))
        self.violations = []
        page.on("console", lambda message: self.violations.append(message.text))
        page.goto(served + path, wait_until="networkidle")
        self.cookies = context.cookies()
        self.storage = page.evaluate("localStorage.length + sessionStorage.length")
        self.weights = [(each.resource_type, each.sizes(), each.url) for each in self.responses]
        context.close()

    def bytes_of(self, kind=None):
        """Return the bytes of one kind of file, or of all."""
        return sum(
            sizes["responseBodySize"] for each, sizes, _ in self.weights if kind in {None, each}
        )


@pytest.fixture
def visit(browser, served):
    return lambda path: Visit(browser, served, path)


@pytest.mark.parametrize("path", PAGES)
def test_a_visit_leaves_nothing_and_asks_nobody_else(visit, served, path):
    seen = visit(path)

    assert [url for _, _, url in seen.weights if not url.startswith(served)] == []
    assert seen.cookies == []
    assert seen.storage == 0


@pytest.mark.parametrize("path", [path for path in PAGES if path != "/bestaat-niet/"])
def test_the_browser_complains_of_nothing(visit, path):
    assert visit(path).violations == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light(visit, path):
    seen = visit(path)

    for kind, most in MOST.items():
        assert seen.bytes_of(kind) <= most, kind
    assert len(seen.weights) <= MOST_REQUESTS


def test_the_home_page_is_light_with_its_pictures(visit):
    assert visit("/").bytes_of() <= MOST_OF_HOME


@pytest.mark.parametrize("path", ["/privacy/", "/toegankelijkheid/", "/contact/"])
def test_a_page_of_text_is_lighter_still(visit, path):
    assert visit(path).bytes_of() <= MOST_OF_TEXT_PAGE
