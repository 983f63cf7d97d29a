"""What a visit costs and leaves behind: bytes, requests, third parties, cookies."""

import pytest

from tests.browser.views import PUBLIC_VIEWS

# Bytes of a first visit on a phone, compressed as they go over the line.
MOST = {"document": 9_000, "stylesheet": 10_000, "script": 3_000, "font": 55_000}
# The page with the most parts, all that a team does and seven logos in it, which are no requests.
MOST_OF_TEAM = {**MOST, "document": 10_200}
MOST_OF_PAGE = {"home": 120_000, "privacy": 80_000, "accessibility": 80_000, "contact": 80_000}
MOST_REQUESTS = 10

pytestmark = pytest.mark.parametrize("visit", PUBLIC_VIEWS, ids=str, indirect=True, scope="session")


def test_a_visit_leaves_nothing_and_asks_nobody_else(visit, served):
    assert [url for _, _, url in visit.requests if not url.startswith(f"{served}/")] == []
    assert visit.cookies == []
    assert visit.storage == 0


def test_the_browser_complains_of_nothing_but_an_error_page(visit):
    expected = (
        []
        if visit.view.status == 200
        else [f"the server responded with a status of {visit.view.status}"]
    )

    assert len(visit.messages) == len(expected)
    assert all(text in message for text, message in zip(expected, visit.messages, strict=True))


def test_a_page_is_light(visit):
    limits = MOST_OF_TEAM if visit.view.name.endswith("work-team") else MOST
    heavy = {
        kind: visit.bytes_of(kind) for kind, most in limits.items() if visit.bytes_of(kind) > most
    }

    assert heavy == {}
    assert visit.bytes_of() <= MOST_OF_PAGE.get(visit.view.name, visit.bytes_of())
    assert len(visit.requests) <= MOST_REQUESTS
