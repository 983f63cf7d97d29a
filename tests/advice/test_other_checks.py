"""Pictures, videos and documents: further questions of "Toegankelijk CMS"."""

import io

import pytest
from django.core.files.base import ContentFile
from pypdf import PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

from library.file_text import read_faults
from tests.advice.writing import find
from tests.factories import FileFactory, LibraryImageFactory

pytestmark = pytest.mark.django_db
SPOKEN = "<p>Iemand dekt de tafel.</p>"


def picture(alt_text):
    image = {"image": LibraryImageFactory().pk, "alt_text": alt_text, "decorative": False}
    return ("picture", {"image": image, "caption": "", "credit": ""})


def video(**fields):
    poster = {"image": LibraryImageFactory().pk, "alt_text": "Tafel", "decorative": False}
    value = {"title": "Een stoel erbij", "url": "https://example.org/", "poster": poster}
    return ("video", {**value, **fields})


def make_pdf(*, tags=False, title="", language=""):
    """Return a PDF file, open, that has what is named."""
    writer, file = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    root = writer.root_object
    if tags:
        root[NameObject("/StructTreeRoot")] = DictionaryObject()
        marks = {NameObject("/Marked"): BooleanObject(True)}
        root[NameObject("/MarkInfo")] = DictionaryObject(marks)
    if title:
        writer.add_metadata({"/Title": title})
    if language:
        root[NameObject("/Lang")] = TextStringObject(language)
    writer.write(file)
    file.seek(0)
    file.name = "placemat.pdf"
    return file


def put(document, file):
    """Give a Document another file."""
    document.file = ContentFile(file.read(), "placemat.pdf")
    document._set_document_file_metadata()
    document.save()


class TestAlternativeText:
    @pytest.mark.parametrize("words", ["IMG_2034.jpg", "DSC0012", "Foto van een tafel", "x " * 120])
    def test_describes_the_picture(self, words):
        assert find(picture(words)) == [("alternative_text", "body.block-0.image")]

    def test_that_does_is_left_alone(self):
        assert find(picture("Mensen aan een gedekte tafel")) == []


class TestVideo:
    def test_has_a_transcript_and_captions(self):
        missing = [
            ("transcript", "body.block-0.transcript"),
            ("captions", "body.block-0.captions"),
        ]

        assert find(video()) == missing
        assert find(video(captions="no", transcript=SPOKEN)) == missing[1:]
        assert find(video(captions="yes", transcript=SPOKEN)) == []

    def test_in_which_nothing_is_said_needs_no_captions(self):
        assert find(video(is_silent=True, transcript=SPOKEN)) == []
        assert find(video(is_silent=True)) == [("transcript", "body.block-0.transcript")]


class TestDocument:
    @pytest.mark.parametrize(
        ("has", "lacks"),
        [
            ({}, ["tags", "title", "language"]),
            ({"tags": True, "title": "Placemat", "language": "nl-NL"}, []),
            ({"title": "Placemat"}, ["tags", "language"]),
        ],
    )
    def test_is_read_for_what_it_lacks(self, has, lacks):
        assert read_faults(make_pdf(**has)) == lacks

    def test_that_is_damaged_lacks_all(self):
        file = io.BytesIO(b"%PDF-1.7 oops")
        file.name = "kapot.pdf"

        assert read_faults(file) == ["tags", "title", "language"]

    def test_that_cannot_be_read_aloud_is_named(self, run_background_tasks):
        document = FileFactory(title="Placemat")
        link = f'<p>Zie <a linktype="document" id="{document.pk}">de placemat</a>.</p>'
        block = ("download", {"document": document.pk, "title": ""})

        put(document, make_pdf())
        run_background_tasks()
        assert find(("text", link)) == [("document", "body.block-0")]
        assert find(block) == [("document", "body.block-0.document")]

        put(document, make_pdf(tags=True, title="Placemat", language="nl"))
        run_background_tasks()
        assert find(block) == []
