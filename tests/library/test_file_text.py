"""The text of a file is read for search, and no file stops or breaks the site."""

import io
import zipfile

import docx
import pytest
from django.core.files.base import ContentFile
from pypdf import PdfWriter
from wagtail.models import Collection

from demo import FOLDER
from library import file_text, text_reader
from library.file_text import read_file_text
from library.models import Document


def make_docx(*paragraphs, cell=""):
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.add_table(rows=1, cols=1).cell(0, 0).text = cell
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def make_folded_docx(size):
    """A Word file of some kilobytes that unfolds to `size` bytes."""
    file = io.BytesIO(make_docx("Tekst"))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/large.xml", b"a" * size)
    return file.getvalue()


def make_entities_docx():
    """A Word file whose XML doubles a text again and again ("billion laughs")."""
    entities = '<!ENTITY a0 "tekst">' + "".join(
        f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 10)
    )
    source, target = zipfile.ZipFile(io.BytesIO(make_docx("x"))), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "word/document.xml":
                head, body = content.split(b"?>", 1)
                doctype = f"<!DOCTYPE w [{entities}]>".encode()
                content = head + b"?>" + doctype + body.replace(b"x</w:t>", b"&a9;</w:t>")
            archive.writestr(part, content)
    return target.getvalue()


def read(content, kind):
    return read_file_text(ContentFile(content, name=f"bestand.{kind}"), kind)


class TestText:
    def test_of_a_pdf_is_read(self):
        content = (FOLDER / "documents" / "placemat.pdf").read_bytes()

        assert "Wat houdt u nu bezig?" in read(content, "pdf")

    def test_of_a_word_file_is_read_tables_too(self):
        content = make_docx("Eén zin.", "Nog één.", cell="In een tabel.")

        assert read(content, "docx").split("\n") == ["Eén zin.", "Nog één.", "In een tabel."]

    def test_of_a_plain_file_is_read_whatever_its_letters(self):
        assert read("Coördinatie\0 één".encode(), "txt") == "Coördinatie één"
        assert read(b"caf\xe9", "txt") == "caf\N{REPLACEMENT CHARACTER}"

    def test_is_empty_when_a_page_has_none(self):
        writer, file = PdfWriter(), io.BytesIO()
        writer.add_blank_page(100, 100)
        writer.write(file)

        assert read(file.getvalue(), "pdf") == ""

    def test_ends_when_it_is_enough(self):
        text = read(b"a" * (text_reader.MOST_CHARACTERS + 1000), "txt")

        assert len(text) == text_reader.MOST_CHARACTERS


class TestHostileFile:
    @pytest.mark.parametrize("kind", ["pdf", "docx"])
    @pytest.mark.parametrize(
        "content", [b"", b"%PDF-1.7 niets", b"PK\x03\x04", b"\0" * 10_000], ids=range(4)
    )
    def test_that_is_broken_has_no_text(self, kind, content):
        assert read(content, kind) == ""

    def test_that_unfolds_without_end_has_no_text(self):
        content = make_folded_docx(text_reader.MOST_UNFOLDED + 1)
        assert len(content) < 200_000

        assert read(content, "docx") == ""

    def test_that_multiplies_its_text_is_given_up(self):
        assert len(read(make_entities_docx(), "docx")) < 1000

    def test_that_takes_too_long_is_given_up(self, monkeypatch, tmp_path):
        endless = tmp_path / "endless.py"
        endless.write_text("while True: pass")
        monkeypatch.setattr(file_text, "READER", endless)
        monkeypatch.setattr(file_text, "PATIENCE", 0.5)

        assert read(b"", "txt") == ""

    def test_gets_only_so_much_memory_and_time(self, monkeypatch, tmp_path):
        greedy = tmp_path / "greedy.py"
        greedy.write_text(
            f"import sys; sys.path.insert(0, {str(file_text.READER.parent)!r})\n"
            "import text_reader; text_reader.set_limits()\n"
            "print(len(bytearray(text_reader.MOST_MEMORY)))"
        )
        monkeypatch.setattr(file_text, "READER", greedy)

        assert read(b"", "txt") == ""


@pytest.mark.django_db
class TestDocument:
    def make(self, content, name="verslag.docx"):
        document = Document(title="Verslag", collection=Collection.get_first_root_node())
        document.file.save(name, ContentFile(content), save=False)
        document._set_document_file_metadata()
        document.save()
        return document

    def test_keeps_the_text_of_its_file(self):
        document = self.make(make_docx("Zeldzaamwoord"))

        assert document.text == "Zeldzaamwoord"
        assert list(Document.objects.search("zeldzaamwoord")) == [document]

    def test_keeps_the_text_of_the_file_that_took_its_place(self):
        document = self.make(make_docx("Oud"))

        document.file.save("nieuw.docx", ContentFile(make_docx("Nieuw")), save=False)
        document._set_document_file_metadata()
        document.save()

        assert Document.objects.get().text == "Nieuw"

    def test_whose_file_is_gone_has_no_text(self):
        document = self.make(make_docx("Oud"))
        document.file.storage.delete(document.file.name)
        Document.objects.update(text_hash="")

        document.refresh_from_db()
        document.save()

        assert Document.objects.get().text == ""

    def test_of_another_kind_has_no_text(self):
        assert self.make(b"a,b", name="lijst.csv").text == ""
