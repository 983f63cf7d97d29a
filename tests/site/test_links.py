"""Every link, picture and fragment of the site leads somewhere."""

import sys
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin, urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import transaction
from django.test import Client
from lxml import html

# All of them, or pytest-django runs some at another time, and the crawl is made twice.
pytestmark = pytest.mark.django_db

START = "http://localhost/"
ADDRESSES = "//@href | //@src"
SETS = "//@srcset"
# Each filter of a list shows what it does; all that they can be together is a thousand pages.
FILTERS_AT_ONCE = 1


@dataclass
class Crawl:
    """All that can be reached from the home page by following links on this site.

    A list is followed into as many filters at once as `filters`.
    """

    filters: int
    statuses: dict = field(default_factory=dict)  # address → status
    fragments: dict = field(default_factory=dict)  # page → the ids on it
    links: set = field(default_factory=set)  # (page, address with its fragment)
    visitor: Client = field(default_factory=Client)

    def run(self):
        """Visit every address once; return the crawl itself."""
        waiting = [START]
        while waiting:
            address = waiting.pop()
            if address not in self.statuses:
                waiting += self.visit(address)
        return self

    def visit(self, address):
        """Note what an address answers; return the addresses on this site that it links to."""
        path = address.removeprefix(START)
        if f"/{path}".startswith(settings.STATIC_URL):
            # The tests collect no static files.
            name = f"/{path}".removeprefix(settings.STATIC_URL)
            self.statuses[address] = 200 if finders.find(unquote(name)) else 404
            return []
        response = self.visitor.get(f"/{path}", follow=True)
        self.statuses[address] = response.status_code
        if response.status_code != 200 or "text/html" not in response["Content-Type"]:
            return []
        page = html.fromstring(response.content, base_url=address)
        self.fragments[address] = set(page.xpath("//@id"))
        found = {urljoin(address, link) for link in get_links(page)}
        ours = {link for link in found if link.startswith(START) and self.is_in_reach(link)}
        self.links |= {(address, link) for link in ours}
        return [urldefrag(link).url for link in ours]

    def is_in_reach(self, link):
        return len(parse_qsl(urlsplit(link).query)) <= self.filters


def get_links(page):
    """Return every address in the page, also those a browser chooses from."""
    sets = [text for text in page.xpath(SETS) if not text.startswith("data:")]
    choices = [choice.split()[0] for text in sets for choice in text.split(",")]
    return [*page.xpath(ADDRESSES), *choices]


@pytest.fixture(
    scope="module",
    params=[FILTERS_AT_ONCE, pytest.param(sys.maxsize, marks=pytest.mark.endurance)],
    ids=["one filter", "all filters"],
)
def crawl(request, visit_demo, django_db_blocker):
    with django_db_blocker.unblock(), visit_demo(), transaction.atomic():
        crawl = Crawl(request.param).run()
        transaction.set_rollback(True)
    return crawl


def test_every_link_leads_somewhere(crawl):
    broken = {address for address, status in crawl.statuses.items() if status != 200}

    assert [(page, link) for page, link in crawl.links if urldefrag(link).url in broken] == []
    assert len(crawl.fragments) > 40


def test_every_fragment_is_on_its_page(crawl):
    lost = [
        (page, link)
        for page, link in crawl.links
        for address, fragment in [urldefrag(link)]
        if fragment and fragment not in crawl.fragments.get(address, set())
    ]

    assert lost == []


@pytest.mark.usefixtures("demo")
def test_every_page_of_the_sitemap_is_linked(crawl, client):
    pages = html.fromstring(client.get("/sitemap.xml").content).xpath("//loc/text()")

    assert len(pages) > 30
    assert set(pages) <= set(crawl.fragments)
