"""The structure of every page and state: what axe and the HTML checker leave to others."""

from collections import defaultdict
from itertools import pairwise

import pytest
from lxml import html

pytestmark = pytest.mark.django_db

# The sample page shows every component several times over.
SAMPLES = "/-/components/"
# The foot of every page: where to get help, and what one can follow.
FOLLOW = "//footer//section[@aria-labelledby='footer-follow']"
HELP = "//footer//*[self::nav or self::section][not(@aria-labelledby='footer-follow')]"
HEADING = "self::h1 or self::h2 or self::h3 or self::h4"


@pytest.fixture
def documents(rendered):
    """Every page and state in the frame of the site, as lxml's document, by name."""
    return {
        answer.name: html.document_fromstring(answer.html)
        for answer in rendered
        if answer.name.startswith("/")
    }


def read_words(element):
    return " ".join(element.text_content().split())


def read_links(document, path):
    return [(read_words(link), link.get("href")) for link in document.xpath(f"{path}//a")]


class TestHeadings:
    def test_begin_with_one_for_the_page(self, documents):
        for name, document in documents.items():
            assert len(document.xpath("//main//h1")) == len(document.xpath("//h1")) == 1, name

    def test_skip_no_level(self, documents):
        for name, document in documents.items():
            levels = [
                int(heading.tag[1])
                for heading in document.xpath(
                    "//main//*[self::h1 or self::h2 or self::h3 or self::h4]"
                )
            ]
            steps = [after - before for before, after in pairwise(levels)]
            assert max(steps, default=0) <= 1, (name, levels)

    def test_come_before_what_belongs_to_them(self, documents):
        """Who goes from heading to heading misses what stands above one (WCAG 1.3.2)."""
        parts = "self::article or self::header or self::li or contains(@class, 'card__text')"
        for name, document in documents.items():
            for heading in document.xpath(f"//main//*[{parts}]/*[{HEADING}]"):
                above = heading.xpath("preceding-sibling::*[not(@class='language-label')]")
                assert not [read_words(each) for each in above if read_words(each)], name

    def test_in_a_list_have_something_below_them(self, documents):
        for name, document in documents.items():
            for heading in document.xpath(f"//main//li/*[{HEADING}]"):
                assert heading.getnext() is not None, (name, read_words(heading))


class TestLinks:
    def test_to_a_part_of_the_page_are_heard_once(self, documents):
        for name, document in documents.items():
            if name != SAMPLES:
                heard = "//main//a[starts-with(@href, '#')][not(ancestor::*[@aria-hidden])]"
                links = [
                    (link.get("aria-label") or read_words(link), link.get("href"))
                    for link in document.xpath(heard)
                ]
                assert len(links) == len(set(links)), name

    def test_have_words(self, documents):
        for name, document in documents.items():
            for link in document.iter("a"):
                pictures = [picture.get("alt") for picture in link.iter("img")]
                words = [read_words(link), link.get("aria-label"), *pictures]
                assert any(words), (name, html.tostring(link))

    def test_in_the_same_words_lead_to_the_same_place(self, documents):
        """WCAG 2.4.4 and 3.2.4, within one page."""
        for name, document in documents.items():
            places = defaultdict(set)
            for words, address in read_links(document, "//body"):
                places[words].add(address)
            twice = {words: found for words, found in places.items() if len(found) > 1 and words}
            assert name == SAMPLES or twice == {}, name


class TestTheFrame:
    @pytest.mark.parametrize("part", ["//header//nav[@class='main-menu']", HELP])
    def test_is_the_same_on_every_page(self, documents, part):
        """The same links in the same order: menu and help (WCAG 3.2.3, 3.2.6)."""
        dutch = {
            tuple(read_links(document, part))
            for name, document in documents.items()
            if not name.startswith("/en/") and "without content" not in name and name != SAMPLES
        }

        assert len(dutch) == 1
        assert len(dutch.pop()) >= 4

    def test_ends_with_one_way_to_the_newsletter(self, documents):
        """The form, or on a page that has one of its own, a link to that."""
        for name, document in documents.items():
            links = document.xpath(f"{FOLLOW}//a[starts-with(@href, '#')]/@href")
            assert len(links) + len(document.xpath(f"{FOLLOW}//form")) == 1, name
            for link in links:
                target = document.get_element_by_id(link.removeprefix("#"))
                assert target.xpath("descendant::form | ancestor::section//form"), name

    def test_has_parts_that_a_screen_reader_can_go_to(self, documents):
        for name, document in documents.items():
            for part in ["header", "main", "footer"]:
                assert len(document.xpath(f"/html/body/{part}")) == 1, name
            names = [
                nav.get("aria-label") or nav.get("aria-labelledby") for nav in document.iter("nav")
            ]
            assert all(names), name
            assert name == SAMPLES or len(set(names)) == len(names), name

    def test_begins_with_a_way_to_the_content(self, documents):
        for name, document in documents.items():
            first = document.xpath("(//body//a)[1]")[0]
            assert document.get_element_by_id(first.get("href").removeprefix("#")).tag == "main", (
                name
            )


class TestTables:
    def test_have_a_caption_and_headings(self, documents):
        tables = [
            (name, table)
            for name, document in documents.items()
            for table in document.iter("table")
        ]

        assert len(tables) > 4
        for name, table in tables:
            assert read_words(table.find("caption")), name
            assert table.xpath("thead//th[@scope='col']"), name
            assert len(table.xpath("tbody/tr")) == len(table.xpath("tbody/tr/th[@scope='row']")), (
                name
            )


class TestImages:
    def test_of_content_are_described(self, documents):
        """A picture may be silent only inside a card or link whose words say where it leads.

        Or in a picture block, where the editor says that it only decorates, and where a drawing of
        ours stands for the picture that a page does not have.
        """
        for name, document in documents.items():
            silent = "//main//img[@alt=''][not(ancestor::figure[@class='image'])]"
            scene = "starts-with(@src, '/static/img/scenes/')"
            for picture in document.xpath(f"{silent}[not({scene})]"):
                around = picture.xpath("ancestor::*[self::a or contains(@class, 'card')]")
                assert around, (name, picture.get("src")[:80])
                assert read_words(around[0])

    def test_drawn_by_the_page_are_named_or_hidden(self, documents):
        for name, document in documents.items():
            ours = "/html/body/*[self::header or self::main or self::footer]"
            outer = "*[name()='svg'][not(ancestor::*[name()='svg'])]"
            for drawing in document.xpath(f"{ours}//{outer}"):
                named = drawing.get("aria-label") or drawing.get("aria-labelledby")
                assert named or drawing.get("aria-hidden") == "true", name

    def test_are_not_heard_twice_where_a_caption_says_it_all(self, documents):
        for name, document in documents.items():
            for drawing in document.xpath("//figure[figcaption]/*[name()='svg']"):
                assert drawing.get("aria-hidden") == "true", name
