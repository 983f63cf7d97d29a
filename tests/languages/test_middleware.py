"""The language of a request is that of its address, and of nothing else."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.utils import translation
from lxml import html

pytestmark = pytest.mark.usefixtures("full_site", "db")


@pytest.fixture
def visitor(client):
    """A client that gets an error page, as a visitor would, and no exception."""
    client.raise_request_exception = False
    return client


PATHS = ["/", "/nieuws/", "/en/", "/en/news/", "/bestaat-niet/", "/en/missing/"]
FEEDS = ["/nieuws/feed/rss/", "/en/news/feed/atom/"]


def assert_has_one_copy(response):
    """Assert that a shared cache keeps the response once, and not for each visitor's settings."""
    vary = response.get("Vary", "").lower()
    assert "accept-language" not in vary
    assert "cookie" not in vary


class TestLanguage:
    @pytest.mark.parametrize("path", PATHS)
    def test_is_that_of_the_address(self, client, path):
        """Whatever else may tell what a visitor reads: here, the other language."""
        expected, other = ("en", "nl") if path.startswith("/en/") else ("nl", "en")
        client.cookies["django_language"] = other

        response = client.get(path, headers={"accept-language": f"de,{other};q=0.5"})

        assert html.fromstring(response.content).get("lang") == expected
        assert response["Content-Language"] == expected
        assert_has_one_copy(response)

    @pytest.mark.parametrize("path", FEEDS)
    def test_makes_no_copies_in_a_shared_cache(self, client, path):
        assert_has_one_copy(client.get(path))

    def test_gives_an_editor_the_bar_and_nobody_else_that_page(self, admin):
        response = admin.get("/")

        assert "wagtail-userbar" in response.content.decode()
        assert "cookie" in response["Vary"].lower()

    def test_does_not_stay_behind_after_a_request(self, client):
        with translation.override("nl"):
            client.get("/en/")

            assert translation.get_language() == "nl"

    def test_of_the_admin_is_dutch(self, admin):
        response = admin.get("/admin/", headers={"accept-language": "en"})

        assert html.fromstring(response.content).get("lang") == "nl"


class TestErrorPage:
    @pytest.mark.parametrize(
        ("error", "status", "dutch", "english"),
        [
            (RuntimeError, 500, "Er ging iets mis", "Something went wrong"),
            (SuspiciousOperation, 400, "Dit adres klopt niet", "This address is not correct"),
            (PermissionDenied, 403, "Geen toegang", "No access"),
        ],
    )
    def test_is_in_the_language_of_the_address(
        self, visitor, monkeypatch, error, status, dutch, english
    ):
        def fail(*args, **kwargs):
            raise error

        monkeypatch.setattr("home.models.HomePage.get_context", fail)

        for path, language, words in [("/", "nl", dutch), ("/en/", "en", english)]:
            response = visitor.get(path)
            document = html.fromstring(response.content)
            assert response.status_code == status
            assert document.get("lang") == language
            assert document.findtext(".//title").startswith(words)
            assert document.xpath("//main//a/@href") == [path]
