"""The text of a file is read for search, and no file stops or breaks the site."""

import io
import zipfile

import docx
import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from pypdf import PdfReader, PdfWriter
from pytest_django.asserts import assertContains
from wagtail.models import Collection, CollectionViewRestriction

from demo import FOLDER
from library import file_text, tasks, text_reader
from library.file_text import TextState, read_document, read_file_text
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
    return read_file_text(ContentFile(content, name=f"bestand.{kind}"), kind).text


def make_zip(**parts):
    """Return an office file; of each part the name, with / written __, and the XML."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def make_odt(body):
    office = f'xmlns:o="{text_reader.OPEN[1:-1]}" xmlns:t="{text_reader.OPEN[1:-1]}"'
    return make_zip(**{"content.xml": f"<o:text {office}>{body}</o:text>"})


def make_changed_docx():
    """A Word file with a word put in, and one taken out, while changes are tracked."""
    source, target = zipfile.ZipFile(io.BytesIO(make_docx("Wij gaan."))), io.BytesIO()
    change = (
        b'gaan</w:t></w:r><w:ins w:id="1" w:author="x"><w:r><w:t> samen</w:t></w:r></w:ins>'
        b'<w:del w:id="2" w:author="x"><w:r><w:delText> alleen</w:delText></w:r></w:del>'
        b"<w:r><w:t>."
    )
    with zipfile.ZipFile(target, "w") as archive:
        for part in source.infolist():
            archive.writestr(part, source.read(part).replace(b"gaan.", change))
    return target.getvalue()


def make_pptx(words):
    part = (
        f'<a:x xmlns:a="{text_reader.SLIDE[1:-1]}"><a:p><a:r><a:t>{words}</a:t></a:r></a:p></a:x>'
    )
    return make_zip(**{"ppt__slides__slide1.xml": part})


def make_xlsx(words):
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.append([words, 12])
    book.save(file)
    return file.getvalue()


def make_pdf(*, password=None, empty_pages=0):
    """The placemat, with an owner's password as a printer's shop sets, or scanned pages."""
    writer, file = PdfWriter(PdfReader(FOLDER / "documents" / "placemat.pdf")), io.BytesIO()
    for _page in range(empty_pages):
        writer.add_blank_page(100, 100)
    if password:
        writer.encrypt("", password, algorithm="AES-128")
    writer.write(file)
    return file.getvalue()


class TestText:
    def test_of_a_pdf_is_read(self):
        content = (FOLDER / "documents" / "placemat.pdf").read_bytes()

        assert "Wat houdt u nu bezig?" in read(content, "pdf")

    def test_of_a_word_file_is_read_tables_too(self):
        content = make_docx("Eén zin.", "Nog één.", cell="In een tabel.")

        assert read(content, "docx").split("\n") == ["Eén zin.", "Nog één.", "In een tabel."]

    def test_of_a_word_file_is_read_with_its_changes_accepted(self):
        assert read(make_changed_docx(), "docx") == "Wij gaan samen."

    def test_of_a_file_of_libreoffice_is_read(self):
        body = (
            "<t:tracked-changes><t:p>weg</t:p></t:tracked-changes><t:h>Kop</t:h>"
            "<t:p>Een<t:s/><t:span>brug <t:a>over</t:a></t:span> de<t:tab/>Maas"
            "<t:note><t:note-body><t:p>Voetnoot</t:p></t:note-body></t:note>.</t:p>"
        )

        for kind in ["odt", "ods"]:
            text = read(make_odt(body), kind)
            assert text.split("\n") == ["Kop", "Een brug over de Maas.", "Voetnoot"]

    def test_of_slides_and_sheets_is_read(self):
        assert read(make_pptx("Een brug"), "pptx") == "Een brug"
        assert read(make_xlsx("Een brug"), "xlsx") == "Een brug"

    def test_of_a_pdf_with_a_password_of_its_owner_is_read(self):
        assert "Wat houdt u nu bezig?" in read(make_pdf(password="drukker"), "pdf")

    @pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
    @pytest.mark.parametrize("kind", ["txt", "csv"])
    def test_of_a_plain_file_is_read_whatever_its_code(self, kind, code):
        assert read("Coördinatie\0 één café".encode(code), kind) == "Coördinatie één café"

    def test_of_all_that_is_accepted_can_be_read(self, settings):
        assert set(settings.WAGTAILDOCS_EXTENSIONS) == file_text.KINDS

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

    def test_keeps_what_was_read_before_it_broke(self, monkeypatch, tmp_path):
        breaking = tmp_path / "breaking.py"
        breaking.write_text("print('Een brug', flush=True); raise ValueError")
        monkeypatch.setattr(file_text, "READER", breaking)

        found = read_file_text(ContentFile(b"", name="a.txt"), "txt")

        assert found == ("Een brug", False)


@pytest.fixture
def make(home):
    """A function that returns a new Document, saved as Wagtail's form does."""

    def make(content, name="verslag.docx"):
        document = Document(title="Verslag", collection=Collection.get_first_root_node())
        replace(document, content, name)
        return document

    return make


def replace(document, content, name):
    document.file.save(name, ContentFile(content), save=False)
    document._set_document_file_metadata()
    document.save()


class TestDocument:
    def test_has_its_text_read_by_the_worker(self, make, run_background_tasks):
        document = make(make_docx("Zeldzaamwoord"))
        assert Document.objects.get().text_state == TextState.WAITING

        run_background_tasks()

        assert list(Document.objects.search("zeldzaamwoord")) == [document]
        assert Document.objects.get().text_state == TextState.WHOLE

    @pytest.mark.parametrize("name", ["VERSLAG.DOCX", "Verslag.Docx"])
    def test_is_read_whatever_the_letters_of_its_name(self, make, run_background_tasks, name):
        make(make_docx("Zeldzaamwoord"), name)

        run_background_tasks()

        assert Document.objects.get().text == "Zeldzaamwoord"

    def test_keeps_the_text_of_the_file_that_took_its_place(self, make, run_background_tasks):
        document = make(make_docx("Oud"))
        replace(document, make_docx("Nieuw"), "nieuw.docx")

        run_background_tasks()

        assert Document.objects.get().text == "Nieuw"

    def test_keeps_what_somebody_changed_meanwhile(self, make, run_background_tasks, monkeypatch):
        document = make(make_docx("Tekst"))

        def change_meanwhile(document):
            Document.objects.update(title="Net gewijzigd")
            return read_document(document)

        monkeypatch.setattr(tasks, "read_document", change_meanwhile)
        run_background_tasks()

        document.refresh_from_db()
        assert (document.title, document.text) == ("Net gewijzigd", "Tekst")

    def test_does_not_come_back_when_it_is_deleted_meanwhile(
        self, make, run_background_tasks, monkeypatch
    ):
        make(make_docx("Tekst"))

        def delete_meanwhile(document):
            Document.objects.get().delete()
            return {"text": "Tekst"}

        monkeypatch.setattr(tasks, "read_document", delete_meanwhile)
        run_background_tasks()

        assert not Document.objects.exists()

    @pytest.mark.parametrize(
        ("name", "content", "state"),
        [
            ("a.txt", b"Tekst", "ja"),
            ("a.txt", b"a" * (text_reader.MOST_CHARACTERS + 1), "deels"),
            ("a.pdf", make_pdf(empty_pages=1), "deels"),
            ("a.pdf", b"%PDF-1.7 niets", "nee"),
            ("a.docx", b"", "nee"),
        ],
    )
    def test_says_whether_its_text_was_read(
        self, admin, make, run_background_tasks, name, content, state
    ):
        document = make(content, name)
        before = admin.get(reverse("wagtaildocs:index"))
        run_background_tasks()

        after = admin.get(reverse("wagtaildocs:index"))
        form = admin.get(reverse("wagtaildocs:edit", args=[document.pk]))

        assertContains(before, "<td>nog niet</td>", html=True)
        assertContains(after, f"<td>{state}</td>", html=True)
        assertContains(form, f"Tekst gelezen voor de zoekfunctie: {state}.")

    def test_whose_file_is_gone_has_no_text(self, make, run_background_tasks):
        document = make(make_docx("Oud"))
        document.file.storage.delete(document.file.name)

        run_background_tasks()

        assert Document.objects.get().text == ""


class TestReplacedDocument:
    def test_is_at_the_address_of_each_file_before_it(self, client, make):
        document = make(b"Een", "verslag-2025.txt")
        addresses = [document.url]
        for content, name in [(b"Twee", "verslag-2026.txt"), (b"Drie", "verslag.txt")]:
            replace(document, content, name)
            addresses.append(document.url)

        for address in addresses:
            response = client.get(address)
            assert b"".join(response.streaming_content) == b"Drie", address

    def test_that_is_private_asks_who_it_is_at_each_address(self, client, make):
        document = make(b"Een", "een.txt")
        address = document.url
        replace(document, b"Twee", "twee.txt")
        CollectionViewRestriction.objects.create(
            collection=document.collection, restriction_type="login"
        )

        assert client.get(address).status_code == 302

    def test_does_not_answer_to_another_name(self, client, make):
        document = make(b"Een", "een.txt")

        assert client.get(f"/documents/{document.pk}/twee.txt").status_code == 404
