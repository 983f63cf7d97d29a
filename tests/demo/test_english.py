"""The English of the demonstration content: whole, in step with the Dutch, and plain."""

import re

import polib
import pytest
from django.utils.text import slugify
from wagtail.models import Page
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

from contact.models import Subject
from demo import FOLDER, read_texts
from glossary.models import Term
from library.models import Image
from newsletter.models import Topic
from teams.models import Role, Theme
from tests.demo.test_texts import get_sentences

# These show what the site does with a page that has no translation.
UNTRANSLATED = {
    "/nieuws/van-leren-naar-doen/",
    "/nieuws/van-buurthuis-naar-huisarts/",
    "/nieuwsbrief/een-oproep-die-bleef-groeien/",
}
# Words and figures that are the same in both languages.
SAME_IN_ENGLISH = {
    "Contact",
    "Home",
    "Partners",
    "Placemats",
    "Privacy",
    "Route",
    "Wmo",
    "kostendelersnorm",
    "mantelzorgboete",
    "professionals;",
    "student",
}
TAG = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def catalogue():
    return polib.pofile(str(FOLDER / "english.po"))


def get_sources():
    """Yield (place, instance) for all that is translated: pages by address, snippets by model."""
    pages = Page.objects.filter(depth__gt=1, locale__language_code="nl").order_by("path")
    for page in pages.specific():
        if page.url not in UNTRANSLATED:
            yield page.url, page
    for model in [Theme, Role, Topic, Subject, Term]:
        for snippet in model.objects.filter(locale__language_code="nl"):
            yield model._meta.label, snippet


def get_passages(instance):
    """Return the passages of a page or snippet as a list; addresses are made from titles."""
    return [
        segment.string.data
        for segment in extract_segments(instance)
        if isinstance(segment, StringSegmentValue) and segment.path != "slug"
    ]


def get_texts_changed_later():
    """Return the texts that are translated, and then change in Dutch."""
    addresses = {table["address"] for table in read_texts("news")["later"]}
    return {page["summary"] for page in read_texts("news")["page"] if page["address"] in addresses}


class TestCatalogue:
    def test_says_that_it_is_english(self, catalogue):
        assert catalogue.metadata["Language"] == "en"
        assert catalogue.metadata["Content-Type"] == "text/plain; charset=UTF-8"

    def test_translates_every_entry(self, catalogue):
        assert [entry.msgid for entry in catalogue if not entry.msgstr or entry.fuzzy] == []

    def test_has_one_translation_for_a_passage(self, catalogue):
        passages = [entry.msgid for entry in catalogue]

        assert len(passages) == len(set(passages))

    def test_has_the_tags_of_the_dutch(self, catalogue):
        assert [
            entry.msgid
            for entry in catalogue
            if sorted(TAG.findall(entry.msgid)) != sorted(TAG.findall(entry.msgstr))
        ] == []

    def test_has_the_markup_that_wagtail_localize_takes(self, catalogue):
        for entry in catalogue:
            assert StringValue.from_translated_html(entry.msgstr).data == entry.msgstr

    def test_uses_curly_quotes_and_dashes(self, catalogue):
        faults = re.compile(r"[\"'`]|\.\.\.| - ")

        assert [
            entry.msgstr for entry in catalogue if faults.search(TAG.sub("", entry.msgstr))
        ] == []

    def test_leaves_no_dutch_as_it_is(self, catalogue):
        assert {
            entry.msgid
            for entry in catalogue
            if entry.msgid == entry.msgstr and re.search("[a-z]", entry.msgid)
        } == SAME_IN_ENGLISH

    def test_has_short_sentences(self, catalogue):
        words_shown = [TAG.sub("", re.sub("<br/>", "\n", entry.msgstr)) for entry in catalogue]
        sentences = [sentence for words in words_shown for sentence in get_sentences(words)]

        assert [sentence for sentence in sentences if len(sentence.split()) > 25] == []


class TestImages:
    def test_have_the_names_of_the_dutch(self):
        english = read_texts("pictures/english")

        assert english["picture"].keys() == read_texts("pictures/alt").keys()
        assert english["document"].keys() == read_texts("site")["document"].keys()

    def test_have_alternative_texts_that_fit(self):
        longest = Image._meta.get_field("description").max_length
        pictures = read_texts("pictures/english")["picture"]

        assert [name for name, picture in pictures.items() if not picture["alt"]] == []
        assert [name for name, picture in pictures.items() if len(picture["alt"]) > longest] == []

    def test_say_the_same_as_where_they_stand_in_a_text(self, catalogue):
        dutch, english = read_texts("pictures/alt"), read_texts("pictures/english")["picture"]
        translations = {entry.msgid: entry.msgstr for entry in catalogue}
        in_texts = [name for name in dutch if dutch[name]["alt"] in translations]

        assert in_texts
        assert [
            name for name in in_texts if translations[dutch[name]["alt"]] != english[name]["alt"]
        ] == []

    def test_use_curly_quotes(self):
        english = read_texts("pictures/english")
        tables = [*english["picture"].values(), *english["document"].values()]

        assert [
            text for table in tables for text in table.values() if re.search("[\"']", text)
        ] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
class TestDemoInEnglish:
    def test_has_each_passage_of_the_site_and_says_where_it_stands(self, catalogue):
        places = {}
        for place, instance in get_sources():
            for passage in get_passages(instance):
                places.setdefault(passage, set()).add(place)

        later = {table["summary"] for table in read_texts("news")["later"]}
        known = {
            entry.msgid: {place for place, _line in entry.occurrences}
            for entry in catalogue
            if entry.msgid not in get_texts_changed_later()
        }
        assert {passage: places[passage] for passage in places.keys() - later} == known

    def test_leaves_some_pages_without_a_title(self, catalogue):
        passages = {entry.msgid for entry in catalogue}
        pages = Page.objects.filter(depth__gt=1, locale__language_code="nl")

        assert {page.url for page in pages if page.title not in passages} == UNTRANSLATED

    def test_has_titles_that_make_addresses_of_their_own(self, catalogue):
        translations = {entry.msgid: entry.msgstr for entry in catalogue}
        pages = [instance for _, instance in get_sources() if isinstance(instance, Page)]

        slugs = [slugify(translations[page.title]) for page in pages]

        assert len(slugs) == len(set(slugs))
