"""Every link, picture and fragment of the site leads somewhere."""

from dataclasses import dataclass, field
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin
from urllib.request import urlopen

import pytest
from lxml import html

from tests.waiting import PATIENCE

ADDRESSES = "//@href | //@src"
SETS = "//@srcset"


@dataclass
class Crawl:
    """All that can be reached from the home page by following links on this site."""

    start: str
    statuses: dict = field(default_factory=dict)  # address → status
    fragments: dict = field(default_factory=dict)  # page → the ids on it
    links: set = field(default_factory=set)  # (page, address with its fragment)

    def run(self):
        """Visit every address once; return the crawl itself."""
        waiting = [self.start]
        while waiting:
            address = waiting.pop()
            if address not in self.statuses:
                waiting += self.visit(address)
        return self

    def visit(self, address):
        """Note what an address answers; return the addresses on this site that it links to."""
        try:
            with urlopen(address, timeout=PATIENCE) as response:  # noqa: S310
                self.statuses[address] = response.status
                if "text/html" not in response.headers["Content-Type"]:
                    return []
                page = html.fromstring(response.read(), base_url=address)
        except HTTPError as error:
            self.statuses[address] = error.code
            return []
        self.fragments[address] = set(page.xpath("//@id"))
        found = {urljoin(address, link) for link in get_links(page)}
        ours = {link for link in found if link.startswith(self.start)}
        self.links |= {(address, link) for link in ours}
        return [urldefrag(link).url for link in ours]


def get_links(page):
    """Return every address in the page, also those a browser chooses from."""
    sets = [text for text in page.xpath(SETS) if not text.startswith("data:")]
    choices = [choice.split()[0] for text in sets for choice in text.split(",")]
    return [*page.xpath(ADDRESSES), *choices]


@pytest.fixture(scope="module")
def crawl(served):
    return Crawl(f"{served}/").run()


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


def test_every_page_of_the_sitemap_is_linked(crawl, served):
    with urlopen(f"{served}/sitemap.xml") as response:  # noqa: S310
        pages = html.fromstring(response.read()).xpath("//loc/text()")
    paths = {"/" + page.split("/", 3)[3] for page in pages}

    assert len(paths) > 30
    assert paths <= {address.removeprefix(served) for address in crawl.fragments}
