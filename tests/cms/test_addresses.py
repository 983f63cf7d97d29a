import pytest
from django.test import Client
from pytest_django.asserts import assertRedirects

from tests.factories import NewsIndexPageFactory, StandardPageFactory


class TestMethods:
    @pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
    @pytest.mark.parametrize("path", ["/", "/contact/bericht/", "/zoeken/", "/bestaat-niet/"])
    def test_that_nothing_takes_are_said_to_be_so(self, home, method, path):
        client = Client(enforce_csrf_checks=True)

        response = getattr(client, method)(path)

        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD, OPTIONS, POST"


class TestCapitals:
    @pytest.fixture(autouse=True)
    def pages(self, home, english_home):
        about = StandardPageFactory(parent=home, slug="over-ons")
        StandardPageFactory(parent=about, slug="route")
        StandardPageFactory(parent=home, slug="concept", live=False)
        NewsIndexPageFactory(parent=english_home, locale=english_home.locale, slug="news")

    @pytest.mark.parametrize(
        ("typed", "address"),
        [
            ("/OVER-ONS/", "/over-ons/"),
            ("/Over-ons/Route/?a=B", "/over-ons/route/?a=B"),
            ("/en/News/", "/en/news/"),
            ("/EN/NEWS/", "/en/news/"),
            ("/EN/", "/en/"),
        ],
    )
    def test_lead_to_the_page(self, client, typed, address):
        assertRedirects(client.get(typed), address, status_code=301)

    @pytest.mark.parametrize(
        "path", ["/NIETS/", "/EN/NIETS/", "/EN/OVER-ONS/", "/CONCEPT/", "/nieuwsbrief/stoppen/Abc/"]
    )
    def test_of_nothing_lead_nowhere(self, client, path):
        assert client.get(path).status_code == 404
