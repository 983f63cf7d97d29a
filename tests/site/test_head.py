"""What the head of a page tells browsers, search engines and people who share it."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories import NewsIndexPageFactory, NewsPageFactory, PictureFactory


@pytest.fixture
def index(home):
    return NewsIndexPageFactory(parent=home, summary="Wat er gebeurt.")


def get(client, url):
    return client.get(url, headers={"host": "localhost"})


class TestHead:
    def test_has_a_title_of_its_own_and_of_the_site(self, client, index):
        assertContains(
            get(client, index.url),
            "<title>Nieuws – Werkplaats Sociaal Domein Zuid-Holland Zuid</title>",
        )

    @pytest.mark.parametrize(
        ("query", "canonical"),
        [
            ("", ""),
            ("?year=2018", "?year=2018"),
            ("?utm_source=x&year=2018&page=1", "?year=2018"),  # one address for one list
            ("?year=1999", ""),  # an unknown filter shows everything
            ("?page=2", "?page=2"),
            ("?page=99", "?page=2"),
        ],
    )
    def test_gives_each_list_one_address(self, client, index, query, canonical):
        for number in range(13):
            NewsPageFactory(parent=index, title=f"Bericht {number}")

        assertContains(
            get(client, index.url + query),
            f'<link rel="canonical" href="http://localhost/nieuws/{canonical}">',
        )

    def test_shares_the_lead_picture_with_its_alternative_text(self, client, index):
        page = NewsPageFactory(
            parent=index,
            summary="Met pannen.",
            lead_image=PictureFactory(description="Een gedekte tafel"),
        )

        response = get(client, page.url)

        assertContains(response, '<meta property="og:type" content="article">')
        assertContains(response, '<meta property="og:image" content="http://localhost/media/')
        assertContains(response, '<meta property="og:image:alt" content="Een gedekte tafel">')
        assertContains(response, '<meta property="og:description" content="Met pannen.">')
        assertContains(response, '<meta property="og:locale" content="nl_NL">')

    def test_shares_the_picture_of_the_site_otherwise(self, client, index):
        assertContains(get(client, index.url), "http://localhost/static/img/sharing.png")

    def test_describes_nothing_on_an_error_page(self, client, home):
        response = get(client, "/bestaat-niet/")

        assertNotContains(response, "canonical", status_code=404)
        assertNotContains(response, "ld+json", status_code=404)
