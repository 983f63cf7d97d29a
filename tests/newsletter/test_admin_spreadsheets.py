"""Lists of addresses as people have them: from any program, whole or broken."""

import csv

import pytest
from django.core.exceptions import ValidationError

from newsletter.admin.spreadsheets import Line, read_lines, write_csv


def read_addresses(content):
    return [line.address for line in read_lines(content, limit=100)]


class TestReading:
    @pytest.mark.parametrize(
        "content",
        [
            # Excel, "CSV UTF-8"
            "E-mailadres;Taal\r\nzoë@example.org;nl\r\njan@example.org;en\r\n".encode("utf-8-sig"),
            # Excel, "CSV"
            "E-mailadres;Taal\r\nzoë@example.org;nl\r\njan@example.org;en\r\n".encode("cp1252"),
            # Excel, "Unicode text"
            "E-mail\tTaal\r\nzoë@example.org\tnl\r\njan@example.org\ten\r\n".encode("utf-16"),
            # Excel's own first line
            "sep=,\r\nemail,taal\r\nzoë@example.org,nl\r\njan@example.org,en\r\n".encode(),
            # Columns in another order, and more of them
            "Naam,Taal,E-mail\nZoë,nl,zoë@example.org\nJan,en,jan@example.org\n".encode(),
            # Quoted, with a semicolon and a break inside a cell
            '"Naam";"E-mail"\n"B; de";"zoë@example.org"\n"Jan\nPiet";"jan@example.org"'.encode(),
            # No headings, blank lines, spaces, old Mac's breaks
            "zoë@example.org\r\r  jan@example.org \r".encode(),
        ],
    )
    def test_understands_what_a_spreadsheet_saves(self, content):
        assert read_addresses(content) == ["zoë@example.org", "jan@example.org"]

    def test_gives_the_row_language_and_topics(self):
        content = "E-mail;Taal;Onderwerpen\n\njan@example.org;NL;nieuws, agenda|werkteams\n"

        assert read_lines(content.encode(), 1) == [
            Line(3, "jan@example.org", "nl", ("nieuws", "agenda", "werkteams"))
        ]

    def test_knows_the_second_and_third_column_without_headings(self):
        assert read_lines(b"jan@example.org;en;nieuws\n", 1) == [
            Line(1, "jan@example.org", "en", ("nieuws",))
        ]

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", "empty"),
            (b"E-mail;Taal\n", "empty"),
            (b" ;\n\n", "empty"),
            (b"a@example.org\nb@example.org\nc@example.org\n", "long"),
            (b"PK\x03\x04rest of a workbook", "workbook"),
            (b"\xd0\xcf\x11\xe0rest of an old workbook", "workbook"),
            (b"\x00\x01\x02", "binary"),
            (b"\xff\xfea", "binary"),
            # A quote that is never closed would swallow the second line.
            (b'E-mail\n"a@example.org\nb@example.org\n', "broken"),
            (b'"a"b;c\n', "broken"),
        ],
    )
    def test_refuses_what_is_no_list_of_addresses(self, content, code):
        with pytest.raises(ValidationError) as refused:
            read_lines(content, limit=2)

        assert refused.value.code == code

    def test_says_where_a_broken_file_breaks(self):
        with pytest.raises(ValidationError) as refused:
            read_lines(b'E-mail\na@example.org\n"b@example.org\n', limit=9)

        assert refused.value.params == {"number": 2}


class TestWriting:
    def test_splits_at_semicolons_and_says_that_it_is_utf_8(self):
        assert write_csv([["E-mail", "Taal"], ["zoë@example.org", "nl"]]) == (
            "\ufeffE-mail;Taal\r\nzoë@example.org;nl\r\n".encode()
        )

    @pytest.mark.parametrize("start", "=+-@\t\r\n＝＋－＠")
    def test_leaves_no_formula(self, start):
        content = write_csv([[f"{start}1+1"]]).decode("utf-8-sig")

        ((cell,),) = csv.reader([content] if start not in "\r\n" else content.splitlines(True))
        assert cell.startswith(f"'{start}")

    def test_quotes_what_would_split_a_line(self):
        content = write_csv([['a;"b"\nc', "d"]]).decode("utf-8-sig")

        assert list(csv.reader(content.splitlines(keepends=True), delimiter=";")) == [
            ['a;"b"\nc', "d"]
        ]

    def test_can_be_read_again(self):
        content = write_csv([["E-mailadres"], ["=jan@example.org"], ["'t@example.org"]])

        assert read_addresses(content) == ["=jan@example.org", "'t@example.org"]
