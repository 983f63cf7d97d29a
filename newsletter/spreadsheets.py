"""Reads lists of addresses as people have them: workbooks, and the text files of any program."""

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from dataclasses import dataclass
from zipfile import ZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

__all__ = ["Row", "read_list"]

# A workbook is packed; one that was made to fill the memory unpacks to a thousand times its size.
MAX_UNPACKED = 50 * 1024 * 1024
# What people call the columns, by its letters. Without headings, the columns are in this order.
COLUMNS = {
    "address": ["emailadres", "email", "mail", "mailadres", "emailaddress"],
    "language": ["taal", "language"],
    "topics": ["onderwerpen", "onderwerp", "topics", "topic"],
}
# What a mail program gives for the names of people that are copied: `Jan <jan@example.nl>; …`.
RECIPIENT = re.compile(r"<[^<>@\s]+@[^<>@\s]+>")
BETWEEN_RECIPIENTS = re.compile(r"[;\n]|(?<=>)\s*,")


@dataclass(frozen=True)
class Row:
    """One row of a list, with its number as a spreadsheet shows it.

    Language and topics are the words that stand there, in lower case.
    """

    number: int
    address: str
    language: str = ""
    topics: frozenset[str] = frozenset()


def read_list(file, limit):
    """Return the rows that hold something of an uploaded .xlsx, .csv or .txt, as a list of Row.

    Raises ValidationError for a file of another kind, or that is broken, empty or longer than
    `limit` rows.
    """
    try:
        rows = [row for row in enumerate(read_cells(file), start=1) if any(row[1])]
    except (csv.Error, ValueError) as error:
        message = _(
            "This file cannot be read, so nothing was taken from it. Save your list as a workbook"
            " (.xlsx) or as “CSV UTF-8”, and choose that file."
        )
        raise ValidationError(message, code="unreadable") from error
    places = find_columns(rows[0][1]) if rows else {}
    if places:
        del rows[0]
    if not rows:
        raise ValidationError(_("There is no line with an address in this file."), code="empty")
    if len(rows) > limit:
        message = _("This file has %(lines)d lines. At most %(limit)d fit: split it in parts.")
        raise ValidationError(message, code="long", params={"lines": len(rows), "limit": limit})
    places = add_address_column(places, [cells for _number, cells in rows])
    return [make_row(number, cells, places) for number, cells in rows]


def read_cells(file):
    """Yield the cells of each row as a list of str without spaces around them."""
    is_workbook = file.name.lower().endswith(".xlsx")
    for row in read_workbook(file) if is_workbook else read_text(file.read()):
        yield ["" if cell is None else str(cell).strip() for cell in row]


def read_workbook(file):
    """Return the rows of the sheet that was in front when it was saved, as a list.

    Raises ValueError for a file that is damaged, or of another kind. What openpyxl and zipfile
    raise then is whatever they stumble over.
    """
    # Here, as in Wagtail: it takes 7 MiB of every process, for one screen of the admin.
    from openpyxl import load_workbook

    try:
        if sum(part.file_size for part in ZipFile(file).infolist()) > MAX_UNPACKED:
            raise ValueError("too large once it is unpacked")
        workbook = load_workbook(file, read_only=True, data_only=True)
        return list(workbook.active.iter_rows(values_only=True))
    except Exception as error:
        raise ValueError("no workbook") from error


def read_text(content):
    """Return an iterable of the rows of a text file, split at what its first line is split at.

    Without a byte order mark it is UTF-8 if it can be, and else Windows-1252, which is what Excel
    calls CSV. `strict` refuses a quotation mark that is never closed, which would swallow what
    follows.
    """
    is_utf_16 = content.startswith((BOM_UTF16_BE, BOM_UTF16_LE))
    try:
        text = content.decode("utf-16" if is_utf_16 else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    if "\0" in text:
        raise ValueError("no text")
    if RECIPIENT.search(text.lstrip().partition("\n")[0]):
        return [[piece] for piece in BETWEEN_RECIPIENTS.split(text)]
    delimiter = max(";,\t", key=text.lstrip().partition("\n")[0].count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def add_address_column(places, rows):
    """Return the places of the columns by name, with that of the addresses, whatever it is called.

    Without a heading that is known it is the column with the most addresses. A heading that is not
    known is a line like the others then, and stands in the report: nothing goes in silence.
    """
    if "address" in places:
        return places
    counts = Counter(place for cells in rows for place, cell in enumerate(cells) if "@" in cell)
    place = max(counts, key=counts.get, default=0)
    if place == 0 and not places:
        return {name: place for place, name in enumerate(COLUMNS)}
    return {**places, "address": place}


def find_columns(headings):
    """Return the places of the columns by name; of two with one name the first counts."""
    return {
        name: place
        for place, heading in reversed(list(enumerate(headings)))
        for name, known in COLUMNS.items()
        if re.sub(r"[\W_]", "", heading.casefold()) in known
    }


def make_row(number, cells, places):
    """Return a Row; several topics have commas or bars between them."""
    named = {name: cells[place] for name, place in places.items() if place < len(cells)}
    topics = named.get("topics", "").casefold().replace("|", ",").split(",")
    return Row(
        number,
        named.get("address", ""),
        named.get("language", "").casefold(),
        frozenset(filter(None, map(str.strip, topics))),
    )
