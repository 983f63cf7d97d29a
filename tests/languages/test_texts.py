"""The texts of pictures and documents in the language of the page, and how editors fill them in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from lxml import html

from languages.texts import Text
from library.models import Document, Image
from tests.factories import FileFactory, LibraryImageFactory

ENGLISH = {"en": {"description": "People at a laid table", "caption": "Supper"}}


@pytest.mark.django_db
class TestText:
    def test_is_in_the_language_of_the_page(self):
        picture = Image(caption="Avondeten", translations=ENGLISH)

        with override("nl"):
            assert picture.get_text("caption") == Text("Avondeten", "nl")
        with override("en"):
            assert picture.get_text("caption") == Text("Supper", "en")

    def test_is_in_the_language_that_is_asked_for(self):
        picture = Image(caption="Avondeten", translations=ENGLISH)

        assert picture.get_text("caption", "en") == Text("Supper", "en")
        assert picture.get_text("caption", "nl") == Text("Avondeten", "nl")

    @pytest.mark.parametrize("translations", [{}, {"en": {}}, {"de": {"credit": "Zeichnung"}}])
    def test_is_the_source_and_says_so_while_it_is_not_translated(self, translations):
        picture = Image(credit="tekening", translations=translations)

        assert picture.get_text("credit", "en") == Text("tekening", "nl")

    def test_names_its_language_only_where_the_page_is_in_another(self):
        picture = Image(caption="Avondeten", credit="tekening", translations=ENGLISH)

        with override("nl"):
            assert picture.get_text("credit").lang == ""
        with override("en"):
            assert picture.get_text("credit").lang == "nl"
            assert picture.get_text("caption").lang == ""

    def test_is_as_true_as_its_words(self):
        assert Text("Avondeten", "nl")
        assert not Text("", "nl")

    def test_is_missing_only_where_the_source_has_words(self):
        picture = Image(description="Tafel", caption="Avondeten", translations=ENGLISH)

        assert picture.get_missing_translations("en") == []
        assert picture.get_missing_translations("de") == ["description", "caption"]


class TestDocument:
    @pytest.mark.parametrize(
        ("file_language", "page_language", "facts"),
        [
            ("nl", "nl", "PDF, 2,0\N{NO-BREAK SPACE}KB"),
            ("nl", "en", "PDF, 2.0\N{NO-BREAK SPACE}KB, in Dutch"),
            ("en", "nl", "PDF, 2,0\N{NO-BREAK SPACE}KB, in het Engels"),
            ("en", "en", "PDF, 2.0\N{NO-BREAK SPACE}KB"),
        ],
    )
    def test_tells_its_kind_size_and_language(self, db, file_language, page_language, facts):
        document = FileFactory(language=file_language, file__data=b"x" * 2048)

        with override(page_language):
            assert document.get_facts() == facts


@pytest.fixture
def photo():
    return SimpleUploadedFile("foto.png", LibraryImageFactory.build().file.read())


def get_fields(response):
    """Return the names of the fields of a form, in their order."""
    page = html.document_fromstring(response.content)
    return page.xpath("//form[@id='w-editor-form']//*[self::input or self::textarea]/@name")


class TestImageForm:
    FIELDS = {
        "title": "Tafel",
        "kind": "photo",
        "people_shown": "nobody",
        "only_decorates": "on",
        "collection": 1,
    }

    def test_keeps_english_texts_and_shows_them_again(self, admin, home, photo):
        admin.post(
            reverse("wagtailimages:add"),
            {**self.FIELDS, "file": photo, "description_en": "A laid table", "credit_en": ""},
        )

        picture = Image.objects.get()
        page = admin.get(reverse("wagtailimages:edit", args=[picture.pk])).content
        field = html.document_fromstring(page).get_element_by_id("id_description_en")
        assert picture.translations == {"en": {"description": "A laid table"}}
        assert field.get("value") == "A laid table"
        assert field.get("lang") == "en"

    def test_takes_an_english_text_away(self, admin, home):
        picture = LibraryImageFactory(translations=ENGLISH)

        admin.post(
            reverse("wagtailimages:edit", args=[picture.pk]),
            {**self.FIELDS, "description_en": "People at a laid table", "caption_en": ""},
        )

        picture.refresh_from_db()
        assert picture.translations == {"en": {"description": "People at a laid table"}}

    def test_loses_nothing_when_something_else_is_wrong(self, admin, home):
        picture = LibraryImageFactory(translations=ENGLISH)

        response = admin.post(
            reverse("wagtailimages:edit", args=[picture.pk]),
            {**self.FIELDS, "title": "", "description_en": "Typed just now"},
        )

        page = html.document_fromstring(response.content)
        picture.refresh_from_db()
        assert page.get_element_by_id("id_description_en").get("value") == "Typed just now"
        assert picture.translations == ENGLISH

    def test_refuses_an_english_text_that_is_too_long(self, admin, home):
        picture = LibraryImageFactory(translations=ENGLISH)

        response = admin.post(
            reverse("wagtailimages:edit", args=[picture.pk]),
            {**self.FIELDS, "description_en": "a" * 256},
        )

        picture.refresh_from_db()
        assert list(response.context["form"].errors) == ["description_en"]
        assert picture.translations == ENGLISH

    def test_keeps_texts_in_a_language_that_the_site_no_longer_has(self, admin, home):
        german = {"de": {"description": "Ein gedeckter Tisch"}}
        picture = LibraryImageFactory(translations=german)

        admin.post(reverse("wagtailimages:edit", args=[picture.pk]), self.FIELDS)

        picture.refresh_from_db()
        assert picture.translations["de"] == german["de"]

    def test_has_the_english_texts_together_below_the_dutch_ones(self, admin, home):
        fields = get_fields(admin.get(reverse("wagtailimages:add")))

        start = fields.index("description")
        assert fields[start : start + 7] == [
            "description",
            "only_decorates",
            "caption",
            "credit",
            "description_en",
            "caption_en",
            "credit_en",
        ]

    def test_is_the_same_for_who_uploads_while_choosing(self, admin, home, photo):
        prefix = "image-chooser-upload"
        chooser = admin.get(reverse("wagtailimages_chooser:choose")).json()["html"]
        assert f"{prefix}-caption_en" in chooser

        admin.post(
            reverse("wagtailimages_chooser:create"),
            {
                **{f"{prefix}-{name}": value for name, value in self.FIELDS.items()},
                f"{prefix}-file": photo,
                f"{prefix}-caption_en": "Supper",
            },
        )

        assert Image.objects.get().translations == {"en": {"caption": "Supper"}}


class TestDocumentForm:
    def test_keeps_english_texts_and_the_language_of_the_file(self, admin, home):
        file = SimpleUploadedFile("placemat.pdf", b"%PDF-1.7 example")

        admin.post(
            reverse("wagtaildocs:add"),
            {
                "title": "Placemat",
                "file": file,
                "language": "en",
                "collection": 1,
                "title_en": "Place mat",
                "description_en": "Questions for a conversation",
            },
        )

        document = Document.objects.get()
        assert document.language == "en"
        assert document.translations == {
            "en": {"title": "Place mat", "description": "Questions for a conversation"}
        }

    def test_is_the_same_for_who_uploads_many(self, admin, home):
        file = SimpleUploadedFile("placemat.pdf", b"%PDF-1.7 example")

        answer = admin.post(
            reverse("wagtaildocs:add_multiple"), {"title": "Placemat", "files[]": file}
        ).json()
        prefix = f"doc-{answer['doc_id']}"
        assert Document.objects.get().language == "nl"
        assert f"{prefix}-title_en" in answer["form"]

        admin.post(
            reverse("wagtaildocs:edit_multiple", args=[answer["doc_id"]]),
            {
                f"{prefix}-title": "Placemat",
                f"{prefix}-language": "nl",
                f"{prefix}-collection": 1,
                f"{prefix}-title_en": "Place mat",
            },
        )
        assert Document.objects.get().translations == {"en": {"title": "Place mat"}}


class TestSearchInTheAdmin:
    @pytest.mark.parametrize("words", ["supper", "laid", "lai"])
    def test_finds_a_picture_by_its_english_texts(self, admin, home, words):
        LibraryImageFactory(title="Gevonden", translations=ENGLISH)
        LibraryImageFactory(title="Iets anders")

        page = admin.get(reverse("wagtailimages:index"), {"q": words}).content.decode()

        assert "Gevonden" in page
        assert "Iets anders" not in page

    def test_finds_a_document_by_its_english_title(self, admin, home):
        FileFactory(title="Gevonden", translations={"en": {"title": "Conversation cards"}})
        FileFactory(title="Iets anders")

        page = admin.get(reverse("wagtaildocs:index"), {"q": "cards"}).content.decode()

        assert "Gevonden" in page
        assert "Iets anders" not in page
