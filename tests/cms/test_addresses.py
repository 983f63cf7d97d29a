from itertools import product

import pytest
from django.test import Client
from pytest_django.asserts import assertRedirects

from tests.factories import NewsIndexPageFactory, StandardPageFactory


class TestMethods:
    def test_that_nothing_takes_are_said_to_be_so(self, home):
        methods = ["put", "patch", "delete", "trace"]
        paths = ["/", "/contact/bericht/", "/zoeken/", "/bestaat-niet/"]
        for method, path in product(methods, paths):
            response = getattr(Client(enforce_csrf_checks=True), method)(path)

            assert response.status_code == 405, (method, path)
            assert response["Allow"] == "GET, HEAD, OPTIONS, POST", (method, path)


class TestCapitals:
    @pytest.fixture(autouse=True)
    def pages(self, home, english_home):
        about = StandardPageFactory(parent=home, slug="over-ons")
        StandardPageFactory(parent=about, slug="route")
        StandardPageFactory(parent=home, slug="concept", live=False)
        NewsIndexPageFactory(parent=english_home, locale=english_home.locale, slug="news")

    def test_lead_to_the_page(self, client):
        for typed, address in [
            ("/OVER-ONS/", "/over-ons/"),
            ("/Over-ons/Route/?a=B", "/over-ons/route/?a=B"),
            ("/en/News/", "/en/news/"),
            ("/EN/NEWS/", "/en/news/"),
            ("/EN/", "/en/"),
        ]:
            assertRedirects(client.get(typed), address, status_code=301, msg_prefix=typed)

    def test_of_nothing_lead_nowhere(self, client):
        paths = ["/NIETS/", "/EN/NIETS/", "/EN/OVER-ONS/", "/CONCEPT/", "/nieuwsbrief/stoppen/Abc/"]

        statuses = {path: client.get(path).status_code for path in paths}

        assert statuses == dict.fromkeys(paths, 404)
