"""Each of these tests is about a question of "Toegankelijk CMS" (docs/accessible-cms.md)."""

import pytest

from advice.checks.lists import make_real_lists
from tests.advice.writing import find

pytestmark = pytest.mark.django_db


def heading(text, level="2"):
    return ("heading", {"text": text, "level": level})


def text(html):
    return ("text", html)


def links(*pairs):
    return text("".join(f'<p>Zie <a href="{goal}">{words}</a>.</p>' for words, goal in pairs))


WORDS = text("<p>Bewoners en professionals gaan samen aan tafel.</p>")
LONG = "Bewoners en professionals gaan samen aan tafel, en zoeken daar naar wat werkt."


class TestHeadings:
    def test_smaller_one_needs_one_before_it(self):
        smaller = heading("Wat u kunt doen", "3")

        assert find(smaller, WORDS) == [("skipped_level", "body.block-0")]
        assert find(heading("Meedoen"), smaller, WORDS) == []
        assert find(("aside", {"title": "Kort", "text": "<p>Ja.</p>"}), smaller, WORDS) == []

    def test_has_something_below_it(self):
        assert find(heading("Wat u kunt doen")) == [("empty_heading", "body.block-0")]
        assert find(heading("Een"), heading("Twee"), WORDS) == [("empty_heading", "body.block-0")]
        assert find(heading("Een"), heading("Twee", "3"), WORDS) == []

    def test_says_something(self):
        assert find(heading("…"), WORDS) == [("empty_heading", "body.block-0")]

    @pytest.mark.parametrize(
        ("html", "is_fake"),
        [
            ("<p><b>Wat u kunt doen</b></p>", True),
            ("<p><strong>Wat u</strong> <b>kunt doen</b></p>", True),
            ("<p><b>Dit is belangrijk.</b></p>", False),
            ("<p>Kom <b>nu</b></p>", False),
            ("<ul><li><b>luisteren</b></li></ul>", False),
        ],
    )
    def test_is_no_bold_paragraph(self, html, is_fake):
        assert (("fake_heading", "body.block-0") in find(text(html))) == is_fake


class TestFakeList:
    @pytest.mark.parametrize(
        "html",
        [
            "<p>- luisteren</p><p>- doen</p>",
            "<p>• luisteren</p>",
            "<p>– luisteren</p>",
            "<p>1) luisteren</p><p>2) doen</p>",
            "<p>a. luisteren</p><p>b. doen</p>",
            "<p>Wij gaan:<br/>- luisteren<br/>- doen</p>",
        ],
    )
    def test_is_found(self, html):
        assert find(text(html)) == [("fake_list", "body.block-0")]

    @pytest.mark.parametrize(
        "html",
        [
            "<p>-10 graden</p>",
            "<p>3. kwartaal</p>",
            "<p>1. Een enkele stap</p>",
            "<p>Samen - en niet alleen - aan tafel</p>",
            "<ul><li>luisteren</li><li>doen</li></ul>",
            "<p>o ja, de tafel</p><p>staat klaar</p>",
        ],
    )
    def test_is_not_found_in(self, html):
        assert ("fake_list", "body.block-0") not in find(text(html))

    @pytest.mark.parametrize(
        ("html", "made"),
        [
            (
                "<p>- luisteren</p><p>- <b>doen</b></p>",
                "<ul><li>luisteren</li><li><b>doen</b></li></ul>",
            ),
            ("<p>1) een</p><p>2) twee</p>", "<ol><li>een</li><li>twee</li></ol>"),
            ("<p>Wij:<br/>- een<br/>- twee</p>", "<p>Wij:</p><ul><li>een</li><li>twee</li></ul>"),
            ("<p><b>- een</b></p><p>Slot.</p>", "<ul><li><b>een</b></li></ul><p>Slot.</p>"),
            (
                "<p><b>1.</b> een</p><p><i><b>2. </b>twee</i> drie</p>",
                "<ol><li>een</li><li><i>twee</i> drie</li></ol>",
            ),
            (
                "<p>• een</p><p>Dan</p><p>• twee</p>",
                "<ul><li>een</li></ul><p>Dan</p><ul><li>twee</li></ul>",
            ),
        ],
    )
    def test_becomes_a_list(self, html, made):
        assert make_real_lists(html) == made


class TestEmphasis:
    def test_is_not_in_capitals(self):
        assert find(text("<p>KOM OOK NAAR de tafel</p>")) == [("capitals", "body.block-0")]
        assert find(text("<p>De AVG, de WMO en de GGD.</p>")) == []
        assert find(heading("IEDEREEN AAN TAFEL"), WORDS) == [("capitals", "body.block-0")]

    def test_is_not_most_of_a_paragraph(self):
        assert find(text(f"<p><b>{LONG}</b> Kom ook.</p>")) == [("bold", "body.block-0")]
        assert find(text(f"<p>{LONG} Kom <b>ook</b>.</p>")) == []


class TestLinks:
    @pytest.mark.parametrize("words", ["klik hier", "Lees meer…", "here", "https://example.org/a"])
    def test_say_where_they_lead(self, words):
        assert find(links((words, "/contact/"))) == [("vague_link", "body.block-0")]

    def test_with_good_words_are_left_alone(self):
        assert find(links(("de route naar het Museumpark", "/contact/route/"))) == []

    def test_of_buttons_are_read_too(self):
        link = {"text": "Klik hier", "page": None, "url": "https://example.org/"}
        button = ("call_to_action", {"title": "Schuif aan", "text": "", "link": link})

        assert find(button) == [("vague_link", "body.block-0.link")]

    def test_in_the_same_words_lead_to_one_place(self):
        two = links(("het verslag", "/a/"), ("Het verslag", "/b/"))

        assert find(two) == [("equal_links", "body.block-0")]
        assert find(links(("het verslag", "/a/"), ("het verslag", "/a/"))) == []


class TestTables:
    def test_have_no_empty_column(self):
        columns = [{"type": "text", "heading": "Moment"}, {"type": "text", "heading": ""}]
        rows = [{"values": ["Oktober", ""]}, {"values": ["November", ""]}]
        table = {"columns": columns, "rows": rows, "caption": "Leden"}

        assert find(("table", table)) == [("empty_column", "body.block-0")] * 2

        rows[0]["values"][1] = "14"
        columns[1]["heading"] = "Leden"
        assert find(("table", table)) == []
