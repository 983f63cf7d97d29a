"""What an English page shows of a picture and a document: English, or Dutch that says it is."""

import pytest
from lxml import html

from pages.models import StandardPage
from tests.factories import (
    FileFactory,
    LibraryImageFactory,
    StandardPageFactory,
    get_home,
    translate,
)

TRANSLATED = {
    "en": {"description": "People at a laid table", "caption": "Supper", "credit": "Painter"}
}
TEXTS = {"description": "Mensen aan tafel", "caption": "Avondeten", "credit": "Schilder"}


@pytest.fixture(scope="module")
def kept_page(keep):
    """The key of the English version of a page, which stays for a module of tests."""
    with keep():
        home = get_home()
        translate(home, heading="Those concerned sit at the table")
        yield translate(StandardPageFactory(parent=home, title="Over"), title="About").pk


@pytest.fixture
def show(client, kept_page, db):
    """Return a function that puts fields on a page and returns its English version as a tree."""

    def show_english(**fields):
        english = StandardPage.objects.get(pk=kept_page)
        for page in [english.get_translation(get_home().locale), english]:
            for name, value in fields.items():
                setattr(page, name, value)
            page.save()
        response = client.get(english.url, headers={"host": "localhost"})
        return html.document_fromstring(response.content)

    return show_english


def read(element):
    """Return the words of an element, and those of its parts that name their language, with it."""
    foreign = {part.text_content(): part.get("lang") for part in element.xpath(".//*[@lang]")}
    return " ".join(element.text_content().split()), foreign


class TestLeadImage:
    def test_is_described_in_english(self, show):
        page = show(lead_image=LibraryImageFactory(**TEXTS, translations=TRANSLATED))

        (picture,) = page.xpath("//main//figure//img")
        assert (picture.get("alt"), picture.get("lang")) == ("People at a laid table", None)
        assert read(page.xpath("//main//figcaption")[0]) == ("Supper Picture: Painter", {})

    def test_says_so_where_its_texts_are_dutch(self, show):
        page = show(lead_image=LibraryImageFactory(**TEXTS, translations={}))

        (picture,) = page.xpath("//main//figure//img")
        assert (picture.get("alt"), picture.get("lang")) == ("Mensen aan tafel", "nl")
        words, foreign = read(page.xpath("//main//figcaption")[0])
        assert words == "In Dutch Avondeten Picture: Schilder"
        assert foreign == {"In Dutch": "en", "Avondeten": "nl", "Schilder": "nl"}

    def test_says_so_for_each_text_apart(self, show):
        english = {"en": {"caption": "Supper"}}

        page = show(lead_image=LibraryImageFactory(**TEXTS, translations=english))

        words, foreign = read(page.xpath("//main//figcaption")[0])
        assert words == "Supper Picture: Schilder"
        assert foreign == {"Schilder": "nl"}

    def test_labels_no_caption_that_is_not_there(self, show):
        page = show(
            lead_image=LibraryImageFactory(
                **{**TEXTS, "caption": ""}, translations={"en": {"credit": "Painter"}}
            )
        )

        assert read(page.xpath("//main//figcaption")[0]) == ("Picture: Painter", {})

    def test_is_shared_with_english_words(self, show):
        page = show(lead_image=LibraryImageFactory(**TEXTS, translations=TRANSLATED))

        words = page.xpath("//meta[@property='og:image:alt']/@content")
        assert words == ["People at a laid table"]

    def test_is_shared_without_dutch_words(self, show):
        page = show(lead_image=LibraryImageFactory(**TEXTS, translations={}))

        assert page.xpath("//meta[@property='og:image']")
        (alt,) = page.xpath("//meta[@property='og:image:alt']/@content")
        assert alt == "Werkplaats Sociaal Domein Zuid-Holland Zuid"


class TestCaptionedImageBlock:
    def make_body(self, *, alt_text, decorative=False, **words):
        image = LibraryImageFactory(**TEXTS, translations=TRANSLATED)
        image.contextual_alt_text, image.decorative = alt_text, decorative
        return [("picture", {"image": image, "caption": "", "credit": "", **words})]

    def test_has_the_pictures_own_english_where_it_has_no_words(self, show):
        page = show(body=self.make_body(alt_text=""))

        (picture,) = page.xpath("//main//figure//img")
        assert picture.get("alt") == "People at a laid table"
        assert read(page.xpath("//main//figcaption")[0]) == ("Supper Picture: Painter", {})

    def test_prefers_its_own_words(self, show):
        page = show(body=self.make_body(alt_text="A pan", caption="Lunch", credit="Cook"))

        (picture,) = page.xpath("//main//figure//img")
        assert picture.get("alt") == "A pan"
        assert read(page.xpath("//main//figcaption")[0]) == ("Lunch Picture: Cook", {})

    def test_stays_silent_where_it_decorates(self, show):
        page = show(body=self.make_body(alt_text="", decorative=True))

        (picture,) = page.xpath("//main//figure//img")
        assert (picture.get("alt"), picture.get("lang")) == ("", None)


class TestDownload:
    def test_says_in_which_language_words_and_file_are(self, show):
        for translations, file_language, words, foreign in [
            ({"en": {"title": "Place mat"}}, "en", "Place mat (PDF, 18 bytes)", {}),
            # An English title for a file in Dutch.
            ({"en": {"title": "Place mat"}}, "nl", "Place mat (PDF, 18 bytes, in Dutch)", {}),
            # Without an English title.
            ({}, "nl", "Gesprekskaart (PDF, 18 bytes, in Dutch)", {"Gesprekskaart": "nl"}),
            (
                {},
                "en",
                "In Dutch Gesprekskaart (PDF, 18 bytes)",
                {"In Dutch": "en", "Gesprekskaart": "nl"},
            ),
        ]:
            document = FileFactory(
                title="Gesprekskaart", language=file_language, translations=translations
            )

            page = show(body=[("download", {"document": document, "title": ""})])

            (link,) = page.xpath("//main//a[@download]")
            assert read(link) == (words, foreign)
            assert link.get("hreflang") == file_language, words
