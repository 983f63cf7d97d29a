"""What the head of a page tells browsers, search engines and people who share it."""

import datetime
import json
import os
import re
from collections import defaultdict
from urllib.parse import urlsplit

import PIL.Image
import pytest
from django.contrib.staticfiles import finders
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories import (
    LibraryImageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    ThemeFactory,
    written_once,
)


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

    def test_gives_each_list_one_address(self, client, index):
        expected = {
            "": "",
            "?year=2018": "?year=2018",
            "?utm_source=x&year=2018&page=1": "?year=2018",  # one address for one list
            "?year=1999": "",  # an unknown filter shows everything
            "?page=2": "?page=2",
            "?page=99": "?page=2",
        }
        with written_once():
            for number in range(13):
                NewsPageFactory(parent=index, title=f"Bericht {number}")

        heads = {
            query: html.fromstring(get(client, index.url + query).content).find("head")
            for query in expected
        }

        assert {
            query: head.xpath("link[@rel='canonical']/@href") for query, head in heads.items()
        } == {query: [f"http://localhost/nieuws/{address}"] for query, address in expected.items()}

    def test_shares_the_lead_picture_with_its_alternative_text(self, client, index):
        page = NewsPageFactory(
            parent=index,
            summary="Met pannen.",
            lead_image=LibraryImageFactory(description="Een gedekte tafel"),
        )

        response = get(client, page.url)

        assertContains(response, '<meta property="og:type" content="article">')
        assertContains(response, '<meta property="og:image" content="http://localhost/media/')
        assertContains(response, '<meta property="og:image:alt" content="Een gedekte tafel">')
        assertContains(response, '<meta property="og:image:width" content="64">')
        assertContains(response, '<meta property="og:description" content="Met pannen.">')
        assertContains(response, '<meta property="og:locale" content="nl_NL">')

    def test_shares_the_picture_of_the_site_otherwise(self, client, index):
        response = get(client, index.url)

        assertContains(response, "http://localhost/static/img/sharing.png")
        assertContains(response, 'og:image:alt" content="Werkplaats Sociaal Domein')

    def test_names_the_site_where_a_picture_says_nothing(self, client, index):
        page = NewsPageFactory(
            parent=index, lead_image=LibraryImageFactory(description="", only_decorates=True)
        )

        response = get(client, page.url)

        assertContains(response, 'og:image:alt" content="Werkplaats Sociaal Domein')

    def test_tells_the_parts_of_a_list_apart(self, client, index):
        theme = ThemeFactory(name="Armoede")
        NewsPageFactory(parent=index, title="Ouder bericht", date=datetime.date(2017, 1, 1))
        with written_once():
            for number in range(13):
                NewsPageFactory(parent=index, title=f"Bericht {number}", themes=[theme])

        response = get(client, index.url + "?year=2018&theme=armoede&page=2")

        assertContains(response, "<title>Nieuws, 2018, Armoede, pagina 2 – Werkplaats")
        assertNotContains(response, 'name="description"')

    def test_describes_nothing_on_an_error_page(self, client, home):
        response = get(client, "/bestaat-niet/")

        assertNotContains(response, "canonical", status_code=404)
        assertNotContains(response, "ld+json", status_code=404)


# What Google Scholar and Zotero make a reference of.
PUBLICATION = [
    *["name", "author", "datePublished", "dateModified", "abstract", "inLanguage"],
    *["publisher", "url"],
]
OPEN_GRAPH = ["title", "type", "url", "image", "image:alt", "description", "site_name", "locale"]

# What each kind of thing must tell: schema.org's own rules where it has them, and what Google's
# documentation of structured data asks for.
REQUIRED = {
    "WebSite": ["name", "url", "publisher", "inLanguage"],
    "Organization": ["name"],
    "PostalAddress": ["streetAddress", "postalCode", "addressLocality", "addressCountry"],
    "NewsArticle": [
        "headline",
        "image",
        "datePublished",
        "dateModified",
        "author",
        "publisher",
        "mainEntityOfPage",
        "inLanguage",
    ],
    "BreadcrumbList": ["itemListElement"],
    "ListItem": ["position", "name", "item"],
    "ContactPage": ["name", "url", "about"],
    "Place": ["name", "address"],
    "Event": [
        "name",
        "startDate",
        "endDate",
        "eventStatus",
        "eventAttendanceMode",
        "location",
        "organizer",
        "description",
        "image",
    ],
    "VirtualLocation": ["url"],
    "Project": ["name", "url", "description", "parentOrganization"],
    "Report": PUBLICATION,
    "ScholarlyArticle": [*PUBLICATION, "isPartOf"],
    "PresentationDigitalDocument": PUBLICATION,
    "DigitalDocument": PUBLICATION,
    "Periodical": ["name"],
    "Person": ["name", "familyName", "givenName"],
    "MediaObject": ["contentUrl", "encodingFormat"],
}
# What a page must be, by the beginning of its address; the longest that fits counts.
KINDS = {
    "/": set(),
    "/agenda/": {"Event"},
    "/nieuws/": {"NewsArticle"},
    "/werkteams/": {"Project"},
    "/contact/": {"ContactPage", "Organization"},
    "/contact/route/": {"Place"},
}
LISTS = ["/agenda/", "/nieuws/", "/werkteams/"]
# What is no page of its own but the answer to a form, and the pattern library for staff.
ANSWER = re.compile(
    r"/(en/)?(-|zoeken|search|(nieuwsbrief|newsletter|contact/(bericht|message))/[a-z])"
)


def read_head(answer):
    """Return the head of a rendered page, as lxml's element."""
    return html.document_fromstring(answer.html).head


def read_things(head):
    """Return all that a head describes in JSON-LD, as a flat list of dictionaries."""
    (text,) = head.xpath("script[@type='application/ld+json']/text()")
    document = json.loads(text)
    assert document["@context"] == "https://schema.org"
    return list(find_things(document["@graph"]))


def find_things(value):
    if isinstance(value, list):
        for part in value:
            yield from find_things(part)
    elif isinstance(value, dict):
        yield value
        yield from find_things(list(value.values()))


@pytest.mark.django_db
class TestHeadsOfTheDemonstrationSite:
    @pytest.fixture
    def heads(self, rendered):
        """The heads of all pages, by address; what only answers a form is left out."""
        return {
            answer.name: read_head(answer)
            for answer in rendered
            if answer.status == 200 and answer.name.startswith("/")
            if " " not in answer.name and not ANSWER.match(answer.name)
        }

    def test_have_a_title_and_description_like_no_other(self, heads):
        pages, titles, descriptions = set(), defaultdict(set), defaultdict(set)
        for head in heads.values():
            (address,) = head.xpath("link[@rel='canonical']/@href")
            pages.add(address)
            # A short name such as "Partners" may well be the same in two languages.
            titles[head.getparent().get("lang"), head.findtext("title")].add(address)
            for text in head.xpath("meta[@name='description']/@content"):
                descriptions[text].add(address)

        assert len(pages) > 37
        assert len(titles) == len(pages)
        assert [
            found for found in [*titles.values(), *descriptions.values()] if len(found) > 1
        ] == []
        # All but the further pages of a list.
        assert len(descriptions) == len([page for page in pages if "?" not in page])
        assert all(30 <= len(text) <= 300 for text in descriptions)

    def test_name_their_one_address(self, heads):
        for address, head in heads.items():
            (canonical,) = head.xpath("link[@rel='canonical']/@href")
            assert canonical.startswith("http://localhost/")
            if "?" not in address:
                assert urlsplit(canonical).path == address

    def test_can_be_shared_with_a_picture(self, heads):
        for address, head in heads.items():
            found = dict(
                zip(
                    head.xpath("meta/@property"),
                    head.xpath("meta[@property]/@content"),
                    strict=True,
                )
            )
            for name in OPEN_GRAPH:
                assert found.get(f"og:{name}"), (address, name)
            assert found["og:image"].startswith("http://localhost/")
            assert found["og:url"] == head.xpath("link[@rel='canonical']/@href")[0]
            assert head.xpath("meta[@name='twitter:card']/@content") == ["summary_large_image"]

    def test_describe_things_with_all_that_they_need(self, heads):
        lacking = [
            (address, thing.get("@type"), name)
            for address, head in heads.items()
            for thing in read_things(head)
            for name in REQUIRED[thing["@type"]]
            if not thing.get(name)
        ]

        assert lacking == []

    def test_mean_one_organization_but_where_others_made_a_publication(self, heads):
        for address, head in heads.items():
            known = {
                thing.get("@id") for thing in read_things(head) if thing["@type"] == "Organization"
            }
            others = {None} if "/publicat" in address else set()
            assert known <= {"http://localhost/#organization"} | others, address

    def test_say_what_kind_of_page_they_are(self, heads):
        for address, head in heads.items():
            kinds = {thing["@type"] for thing in read_things(head)}
            section = max(filter(address.startswith, KINDS), key=len)
            if urlsplit(address).path not in LISTS:
                assert kinds >= KINDS[section], address
            assert "BreadcrumbList" in kinds or "WebSite" in kinds

    def test_lead_a_feed_reader_to_the_news(self, heads):
        for address in ["/", "/nieuws/", "/nieuws/mantelzorgboete/"]:
            feeds = heads[address].xpath("link[@rel='alternate'][@type]")
            assert {(feed.get("type"), feed.get("href")) for feed in feeds} == {
                ("application/atom+xml", "/nieuws/feed/atom/"),
                ("application/rss+xml", "/nieuws/feed/rss/"),
            }

    def test_have_icons_of_the_right_size(self, rendered):
        for answer in rendered:
            if answer.name.startswith("preview"):
                continue
            head = read_head(answer)
            assert head.xpath("link[@rel='icon']/@href") == ["/static/img/favicon.svg"]
            assert head.xpath("link[@rel='manifest']/@href") == ["/site.webmanifest"]
            (address,) = head.xpath("link[@rel='apple-touch-icon']/@href")
        # The size that iPhones and iPads take.
        icon = finders.find(address.removeprefix("/static/"))
        assert PIL.Image.open(icon).size == (180, 180)


class TestFirstPaint:
    """What a phone fetches before it shows the page, in which order, and in how many goes."""

    # What a new connection brings before it waits for an answer, less the headers of a file.
    FIRST_GO = 14_600 - 1_030

    @pytest.fixture
    def head(self, client, index):
        return html.fromstring(get(client, index.url).content).find("head")

    def test_asks_for_the_stylesheets_before_the_fonts(self, head):
        kinds = [
            link.get("rel") for link in head.xpath("link[@rel='stylesheet' or @rel='preload']")
        ]

        assert kinds == sorted(kinds, reverse=True)

    def test_fetches_each_font_in_one_go(self, head):
        fonts = head.xpath("link[@as='font']/@href")

        assert len(fonts) == 2
        for font in fonts:
            path = finders.find(font.removeprefix("/static/"))
            assert os.path.getsize(path) <= self.FIRST_GO, font

    def test_lets_scripts_wait_for_the_picture_at_the_top(self, head):
        scripts = head.xpath("script[@src]")

        assert scripts
        assert {script.get("fetchpriority") for script in scripts} == {"low"}
