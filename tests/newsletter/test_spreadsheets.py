"""Lists of addresses as people have them: from any program, whole or broken."""

import io
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from newsletter import spreadsheets
from newsletter.importing import clean_address
from newsletter.spreadsheets import Row, read_list


def read(content, name="lijst.csv", limit=100):
    return read_list(SimpleUploadedFile(name, content), limit)


def make_workbook(rows):
    """Return the bytes of a workbook with these rows on the second sheet, which is in front."""
    workbook = Workbook()
    workbook.active = workbook.create_sheet()
    for row in rows:
        workbook.active.append(row)
    output = io.BytesIO()
    workbook.save(output)
    return output.getvalue()


class TestATextFile:
    @pytest.mark.parametrize(
        "content",
        [
            # Excel, "CSV UTF-8"
            "E-mailadres;Taal\r\nzoë@example.org;nl\r\njan@example.org;en\r\n".encode("utf-8-sig"),
            # Excel, "CSV"
            "E-mailadres;Taal\r\nzoë@example.org;nl\r\njan@example.org;en\r\n".encode("cp1252"),
            # Excel, "Unicode text"
            "E-mail\tTaal\r\nzoë@example.org\tnl\r\njan@example.org\ten\r\n".encode("utf-16"),
            # Columns in another order, and more of them
            "Naam,Taal,E-mail\nZoë,nl,zoë@example.org\nJan,en,jan@example.org\n".encode(),
            # Quoted, with a semicolon and a break inside a cell
            '"Naam";"E-mail"\n"B; de";"zoë@example.org"\n"Jan\nPiet";"jan@example.org"'.encode(),
            # No headings, blank lines, spaces, old Mac's breaks
            "zoë@example.org\r\r  jan@example.org \r".encode(),
        ],
    )
    def test_is_read_whichever_program_saved_it(self, content):
        assert [row.address for row in read(content)] == ["zoë@example.org", "jan@example.org"]

    def test_gives_the_row_language_and_topics(self):
        content = "E-mail;Taal;Onderwerpen\n\njan@example.org;NL;nieuws, agenda|Werkteams\n"

        assert read(content.encode()) == [
            Row(3, "jan@example.org", "nl", frozenset({"nieuws", "agenda", "werkteams"}))
        ]

    def test_has_language_and_topics_second_and_third_without_headings(self):
        assert read(b"jan@example.org;en;nieuws\n") == [
            Row(1, "jan@example.org", "en", frozenset({"nieuws"}))
        ]


class TestAColumnOfAddresses:
    @pytest.mark.parametrize(
        "content",
        [
            "Naam;E-mail adres;Taal\nZoë;zoe@example.org;nl",
            "Naam;E_MAIL\nZoë;zoe@example.org",
            "Taal;Adressen van bewoners\nnl;zoe@example.org\nnl;\nnl;an@example.org",
            # No headings
            "Zoë;zoe@example.org",
        ],
    )
    def test_is_found_whatever_it_is_called(self, content):
        assert read(content.encode())[0].address == "zoe@example.org"

    def test_is_known_by_what_stands_in_it_and_a_strange_heading_is_a_line(self):
        rows = read("Naam;Bewoners\nZoë;zoe@example.org\nJan\n".encode())

        assert [row.address for row in rows] == ["Bewoners", "zoe@example.org", ""]

    def test_keeps_language_and_topics_beside_it(self):
        (row,) = read(b"Taal;Wie;Onderwerp\nen;jan@example.org;nieuws")

        assert row == Row(2, "jan@example.org", "en", frozenset({"nieuws"}))

    @pytest.mark.parametrize(
        "content",
        [
            '"Jansen, Jan" <jan@example.org>; An <an@example.org>;',
            "Jansen, Jan <jan@example.org>; An <an@example.org>",
            '"Jansen, Jan" <jan@example.org>, An <an@example.org>',
            "Jan <jan@example.org>\r\nan@example.org\r\n",
        ],
    )
    def test_is_made_of_names_that_were_copied_from_a_mail(self, content):
        addresses = [clean_address(row.address) for row in read(content.encode())]

        assert addresses == ["jan@example.org", "an@example.org"]


class TestAWorkbook:
    def test_that_was_damaged_anywhere_is_refused_in_words(self):
        content = make_workbook([[f"jan{number}@example.org"] for number in range(50)])
        codes = []

        for place in range(0, len(content), 40):
            damaged = bytearray(content)
            damaged[place] ^= 0xFF
            try:
                read(bytes(damaged), "lijst.xlsx")
            except ValidationError as error:
                codes.append(error.code)

        assert len(codes) > 20
        assert set(codes) == {"unreadable"}

    def test_is_read_from_the_sheet_in_front(self):
        content = make_workbook(
            [["Naam", "E-mail", "Taal"], ["Zoë", " zoë@example.org", None], [], [1, None, "en"]]
        )

        assert read(content, "lijst.XLSX") == [
            Row(2, "zoë@example.org", ""),
            Row(4, "", "en"),
        ]

    def test_that_fills_the_memory_once_it_is_unpacked_is_refused(self, monkeypatch):
        monkeypatch.setattr(spreadsheets, "MAX_UNPACKED", 1000)

        with pytest.raises(ValidationError, match="niet te lezen"):
            read(make_workbook([["jan@example.org"]]), "lijst.xlsx")


def pack(**parts):
    output = io.BytesIO()
    with ZipFile(output, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return output.getvalue()


class TestWhatIsNoListOfAddresses:
    @pytest.mark.parametrize(
        ("name", "content", "code"),
        [
            ("lijst.csv", b"", "empty"),
            ("lijst.csv", b"E-mail;Taal\n", "empty"),
            ("lijst.csv", b" ;\n\n", "empty"),
            ("lijst.xlsx", make_workbook([["E-mail"]]), "empty"),
            ("lijst.csv", b"a@example.org\nb@example.org\nc@example.org\n", "long"),
            ("lijst.csv", b"\x00\x01\x02", "unreadable"),
            # A workbook under another name, and what is none
            ("lijst.csv", make_workbook([["a@example.org"]]), "unreadable"),
            ("lijst.xlsx", b"a@example.org\n", "unreadable"),
            ("lijst.xlsx", make_workbook([["a@example.org"]])[:-30], "unreadable"),
            ("lijst.xlsx", pack(word="document"), "unreadable"),
            ("lijst.xlsx", pack(**{"[Content_Types].xml": "<broken"}), "unreadable"),
            # A quote that is never closed would swallow the second line.
            ("lijst.csv", b'E-mail\n"a@example.org\nb@example.org\n', "unreadable"),
            ("lijst.csv", b'"a"b;c\n', "unreadable"),
        ],
    )
    def test_is_refused(self, name, content, code):
        with pytest.raises(ValidationError) as refused:
            read(content, name, limit=2)

        assert refused.value.code == code
