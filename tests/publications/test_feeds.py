import datetime

import feedparser
import pytest

from tests.factories import PublicationIndexPageFactory, PublicationPageFactory, ThemeFactory

APPEARED = datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC)


@pytest.fixture
def index(home):
    return PublicationIndexPageFactory(parent=home, summary="Wat wij schreven.")


@pytest.mark.parametrize("kind", ["atom", "rss"])
class TestPublicationFeed:
    def read(self, client, address):
        response = client.get(address, headers={"host": "localhost"})
        assert response.status_code == 200
        return feedparser.parse(response.content)

    def test_has_the_newest_publications_with_what_they_are_about(self, client, index, kind):
        PublicationPageFactory(parent=index, title="Eerst", year=2017)
        page = PublicationPageFactory(
            parent=index, year=2018, summary="Kort.", title="Later", first_published_at=APPEARED
        )
        PublicationPageFactory(parent=index, title="Concept", live=False)

        feed = self.read(client, f"/publicaties/feed/{kind}/")

        assert not feed.bozo
        assert feed.feed.title == "Publicaties van Werkplaats Sociaal Domein Zuid-Holland Zuid"
        assert [entry.title for entry in feed.entries] == ["Later", "Eerst"]
        assert feed.entries[0].link == f"http://localhost{page.url}"
        assert feed.entries[0].id == f"urn:uuid:{page.translation_key}"
        assert feed.entries[0].published_parsed[:4] == (2026, 11, 27, 12)

    def test_is_there_for_each_theme_and_found_from_the_list(self, client, index, kind):
        theme = ThemeFactory(name="Armoede")
        PublicationPageFactory(parent=index, title="Over armoede", themes=[theme])
        PublicationPageFactory(parent=index, title="Over iets anders")
        address = f"/publicaties/feed/{kind}/?theme=armoede"

        feed = self.read(client, address)

        assert [entry.title for entry in feed.entries] == ["Over armoede"]
        assert feed.feed.title.endswith(", Armoede")
        assert address in client.get(f"{index.url}?theme=armoede").content.decode()
