"""No request, however odd, gets a server error."""

import pytest
from pytest_django.asserts import assertContains

from tests.full_site import PATHS

pytestmark = pytest.mark.usefixtures("full_site", "db")

ODD_QUERIES = [
    "page=%00",
    "page=-1&page=zz",
    "page=" + "9" * 5000,
    "page=1e309",
    "year=%00",
    "year=99999999999999999999",
    "year=-44",
    "year=2018%27%20OR%201=1--",
    "theme=" + "a" * 4000,
    "theme=%F0%9F%8D%B2",
    "theme=%ff%fe",
    "theme[]=x&theme[$ne]=x",
    "municipality=%00",
    "&&&===&",
    "%",
    "__proto__=x",
]

ODD_PATHS = [
    "/bestaat-niet/",
    "/nieuws/bestaat-niet/",
    "/nieuws/keukentafel/meer/",
    "/nieuws/feed/",
    "/nieuws/feed/atom/meer/",
    "/nieuws/%00/",
    "/%ff/",
    "/..%2f..%2fetc/passwd",
    "/" + "a/" * 500,
    "/en/bestaat-niet/",
    "/nl//example.org/",
    "/documents/999/x.pdf",
    "/media/images/none.png",
]


@pytest.fixture
def visitor(client):
    """A client that gets an error page, as a visitor would, and no exception."""
    client.raise_request_exception = False
    return client


class TestOddRequests:
    @pytest.mark.parametrize("path", ["/nieuws/", "/werkteams/"])
    def test_a_list_answers_every_query(self, visitor, path):
        answers = {query: visitor.get(f"{path}?{query}").status_code for query in ODD_QUERIES}

        assert answers == dict.fromkeys(ODD_QUERIES, 200)

    def test_every_page_answers_all_queries_at_once(self, visitor):
        query = "&".join(ODD_QUERIES)

        answers = {path: visitor.get(f"{path}?{query}").status_code for path in PATHS}

        assert answers == dict.fromkeys(PATHS, 200)

    def test_an_odd_address_is_not_found(self, visitor):
        answers = {path: visitor.get(path).status_code for path in ODD_PATHS}

        assert answers == dict.fromkeys(ODD_PATHS, 404)

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
    def test_a_page_takes_nothing_in(self, visitor, method):
        answers = {path: getattr(visitor, method)(path).status_code for path in PATHS}

        assert answers == dict.fromkeys(PATHS, 405)

    @pytest.mark.parametrize("method", ["head", "options"])
    def test_a_page_answers_what_is_harmless(self, visitor, method):
        answers = {path: getattr(visitor, method)(path).status_code for path in PATHS}

        assert answers == dict.fromkeys(PATHS, 200)

    @pytest.mark.parametrize(
        "host", ["evil.example", "localhost.evil.example", "[::", "a b", "localhost@evil.example"]
    )
    def test_another_host_gets_no_page(self, visitor, host):
        response = visitor.get("/", headers={"host": host})

        assert response.status_code == 400
        assert b"evil.example" not in response.content

    def test_a_dutch_prefix_leads_to_the_dutch_page(self, visitor):
        response = visitor.get("/nl/nieuws/?year=2018")

        assert response.status_code == 301
        assert response["Location"] == "/nieuws/?year=2018"

    def test_a_visitor_gets_no_cookie(self, visitor):
        for path in PATHS:
            assert not visitor.get(path).cookies


class TestErrorPages:
    def test_a_missing_page_helps_the_visitor_on(self, visitor):
        response = visitor.get("/bestaat-niet/")

        assertContains(response, '<html lang="nl">', status_code=404)
        assertContains(response, "kunnen deze pagina niet vinden", status_code=404)
        assertContains(response, 'href="/"', status_code=404)

    def test_a_missing_page_is_told_in_the_language_of_the_address(self, visitor):
        response = visitor.get("/en/missing/")

        assertContains(response, '<html lang="en">', status_code=404)
        assertContains(response, "We cannot find this page", status_code=404)

    def test_a_server_error_needs_no_database(self, visitor, monkeypatch):
        def fail(*args, **kwargs):
            raise RuntimeError("broken")

        monkeypatch.setattr("home.models.HomePage.get_context", fail)

        response = visitor.get("/")

        assert response.status_code == 500
        assert '<html lang="nl">' in response.content.decode()
        assert "Er ging iets mis" in response.content.decode()
