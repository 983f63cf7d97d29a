import datetime

import feedparser
import pytest
from pytest_django.asserts import assertContains

from news.models import NewsIndexPage, NewsPage
from teams.models import Theme
from tests.factories import NewsIndexPageFactory, NewsPageFactory, ThemeFactory, get_home


@pytest.fixture(scope="module")
def kept_index(keep):
    with keep():
        yield NewsIndexPageFactory(parent=get_home(), summary="Wat er gebeurt.").pk


@pytest.fixture
def index(kept_index, db):
    return NewsIndexPage.objects.get(pk=kept_index)


@pytest.fixture(params=["atom", "rss"])
def feed_url(request, index):
    return f"/nieuws/feed/{request.param}/"


def read(client, url):
    response = client.get(url, headers={"host": "localhost"})
    assert response.status_code == 200
    return feedparser.parse(response.content)


class TestNewsFeed:
    def test_is_well_formed_and_says_what_it_is(self, client, feed_url):
        feed = read(client, feed_url)

        assert not feed.bozo
        assert feed.feed.title == "Nieuws van Werkplaats Sociaal Domein Zuid-Holland Zuid"
        assert feed.feed.subtitle == "Wat er gebeurt."
        assert feed.feed.link == "http://localhost/nieuws/"
        assert feed.feed.language == "nl"

    def test_is_well_formed_whatever_was_stored(self, client, index, feed_url):
        theme = ThemeFactory(name="Armoede")
        page = NewsPageFactory(parent=index, themes=[theme])
        dirty = "Eén\x0btwee"
        NewsPage.objects.filter(pk=page.pk).update(title=dirty, summary=dirty)
        NewsIndexPage.objects.update(summary=dirty)
        Theme.objects.update(name=dirty)

        feed = read(client, feed_url)

        assert not feed.bozo
        assert [entry.title for entry in feed.entries] == ["Eén\ntwee"]

    def test_names_its_own_address(self, client, feed_url):
        links = {link.rel: link.href for link in read(client, feed_url).feed.links}

        assert links["self"] == f"http://localhost{feed_url}"

    def test_gives_each_item_a_lasting_id_and_an_absolute_link(self, client, index, feed_url):
        page = NewsPageFactory(
            parent=index, title="Keukentafel & pannen", summary="Kort.", themes=[ThemeFactory()]
        )

        (entry,) = read(client, feed_url).entries

        assert entry.title == "Keukentafel & pannen"
        assert entry.summary == "Kort."
        assert entry.link == f"http://localhost{page.url}"
        assert entry.id == f"urn:uuid:{page.translation_key}"
        assert [tag.term for tag in entry.tags] == ["Armoede"]

    def test_dates_an_item_by_the_news_in_dutch_time(self, client, index, feed_url):
        NewsPageFactory(parent=index, date=datetime.date(2018, 5, 13))

        (entry,) = read(client, feed_url).entries

        # Midnight in Rotterdam, in summer, is 22 hours UTC of the day before.
        assert entry.published_parsed[:4] == (2018, 5, 12, 22)

    def test_holds_the_newest_twenty_and_no_drafts(self, client, index):
        for day in range(1, 23):
            NewsPageFactory(parent=index, title=f"Dag {day}", date=datetime.date(2018, 1, day))
        NewsPageFactory(parent=index, title="Concept", live=False)

        for kind in ["atom", "rss"]:
            entries = read(client, f"/nieuws/feed/{kind}/").entries
            names = [entry.title for entry in entries]
            assert names == [f"Dag {day}" for day in range(22, 2, -1)], kind

    def test_takes_its_addresses_from_the_site_and_not_from_the_request(
        self, client, index, feed_url
    ):
        NewsPageFactory(parent=index)

        response = client.get(feed_url, headers={"host": "127.0.0.1"})

        assertContains(response, "http://localhost/nieuws/")
        assert b"127.0.0.1" not in response.content

    def test_sends_nothing_again_to_who_has_it(self, client, index, feed_url):
        NewsPageFactory(parent=index)
        etag = client.get(feed_url)["ETag"]

        assert client.get(feed_url, headers={"if-none-match": etag}).status_code == 304
