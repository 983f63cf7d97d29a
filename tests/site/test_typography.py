"""Dutch typography on every page and in every state: quotes, dashes, dates, times, numbers."""

import re

import pytest
from django.conf import settings
from lxml import html

pytestmark = pytest.mark.django_db

ATTRIBUTES = ["alt", "aria-label", "content", "title"]
FAULTS = {
    "a straight quote": re.compile(r"[\"'`´]"),
    "three full stops": re.compile(r"\.\.\."),
    "a hyphen for a dash": re.compile(r"(?<!\d) - | - (?!\d)"),
    "a postcode that can break": re.compile(r"\b[1-9]\d{3} [A-Z]{2}\b"),
    "a telephone number that can break": re.compile(r"\b0\d{1,3} \d{3}"),
    "a time with a colon": re.compile(r"\b\d{1,2}:\d{2}\b"),
    "a time that can break from its word": re.compile(r"\d uur\b"),
    "a date in figures only": re.compile(r"\b\d{1,2}-\d{1,2}-\d{2,4}\b"),
    "a month with a capital": re.compile(
        r"\b\d{1,2} (?:Januari|Februari|Maart|April|Mei|Juni|Juli|Augustus|September|Oktober"
        r"|November|December)\b"
    ),
    "a short month with a capital": re.compile(
        r"\b(?:Jan|Feb|Mrt|Apr|Jun|Jul|Aug|Sep|Okt|Nov|Dec) \d{4}\b"
    ),
}
# English writes months with a capital, and the time of the clock with a colon.
FAULTS_OF_DUTCH = {
    "a time with a colon",
    "a month with a capital",
    "a short month with a capital",
}
# A text with each of them.
WRONG = {
    "a straight quote": "foto's",
    "three full stops": "en zo...",
    "a hyphen for a dash": "samen - aan tafel",
    "a postcode that can break": "3015 AA",
    "a telephone number that can break": "010 794",
    "a time with a colon": "om 14:30",
    "a time that can break from its word": "om 14.30 uur",
    "a date in figures only": "13-5-2018",
    "a month with a capital": "13 Mei",
    "a short month with a capital": "Okt 2018",
}
# "2 uur" is a length of time, and the words around it keep it readable; "14.30 uur" is none.
LENGTH_OF_TIME = re.compile(r"(?<![\d.])\d{1,2} uur\b")

# Whole, and so not in the element that shows an address: that can break after the @.
MAIL_ADDRESS = re.compile(r"[^\s@]@[^\s@]+\.[a-z]")


@pytest.fixture(scope="module")
def documents(rendered):
    """Every page and state as lxml's document, by name; without previews, which have no frame."""
    return {
        answer.name: html.document_fromstring(answer.html)
        for answer in rendered
        if not answer.name.startswith("preview")
    }


def read_texts(document):
    """Yield the texts that a visitor sees or hears, and the title and description."""
    for element in document.iter():
        if not isinstance(element.tag, str) or element.xpath("ancestor-or-self::template"):
            continue
        if element.tag not in {"script", "style"}:
            yield element.text or ""
            yield from (element.get(name, "") for name in ATTRIBUTES)
        yield element.tail or ""


def find_faults(document):
    """Yield each fault in the texts of a page, with the text."""
    is_dutch = document.get("lang") == "nl"
    for text in read_texts(document):
        without_lengths = LENGTH_OF_TIME.sub("", text)
        for fault, expression in FAULTS.items():
            if (is_dutch or fault not in FAULTS_OF_DUTCH) and expression.search(without_lengths):
                yield fault, text.strip()


class TestTexts:
    def test_are_without_faults(self, documents):
        found = {
            (name, *fault)
            for name, document in documents.items()
            for fault in find_faults(document)
        }

        assert found == set()

    def test_with_a_fault_are_found(self):
        page = html.document_fromstring(f'<html lang="nl"><p>{"<p>".join(WRONG.values())}')

        assert {fault for fault, _text in find_faults(page)} == set(FAULTS)
        page.set("lang", "en")
        assert {fault for fault, _text in find_faults(page)} == set(FAULTS) - FAULTS_OF_DUTCH

    def test_show_an_address_where_no_hyphen_gets_into_it(self, documents):
        found = {
            (name, text)
            for name, document in documents.items()
            for text in document.xpath("//body//text()[not(ancestor::textarea)]")
            if MAIL_ADDRESS.search(text)
        }
        marked = [
            each
            for document in documents.values()
            for each in document.xpath("//*[@class='address']")
        ]

        assert found == set()
        assert len(marked) > 40

    def test_are_in_the_language_that_the_page_names(self, documents):
        for name, document in documents.items():
            expected = "en" if name.startswith("/en/") else "nl"
            assert document.get("lang") == expected, name

    def test_name_only_languages_that_passages_can_be_in(self, documents):
        named = {
            code for document in documents.values() for code in document.xpath("//body//@lang")
        }

        assert "en" in named
        assert named <= set(settings.PASSAGE_LANGUAGES)


class TestDatesAndNumbers:
    def test_have_the_same_for_machines(self, documents):
        times = [time for document in documents.values() for time in document.iter("time")]

        assert len(times) > 100
        for time in times:
            assert re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", time.get("datetime")), time.text
            assert time.get("datetime")[:4] in time.text_content()

    def test_are_dialled_from_anywhere(self, documents):
        links = [
            link
            for document in documents.values()
            for link in document.xpath("//a[starts-with(@href, 'tel:')]")
        ]

        assert len(links) > 40
        for link in links:
            assert re.fullmatch(r"tel:\+[1-9]\d{6,14}", link.get("href"))
            assert " " not in link.text
