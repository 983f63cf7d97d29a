"""Reading and writing the CSV files of Dutch spreadsheet programs, safely.

Excel with Dutch settings splits a line at semicolons, because the comma is for decimals, and takes
a file for UTF-8 only when it begins with a byte order mark; so that is what we write. What people
give us may have been saved by any program, in any of the ways below.
"""

import csv
import io
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

__all__ = ["Line", "make_csv_response", "read_lines", "write_csv"]

DELIMITERS = ";,\t"
# A cell that begins with one of these is a formula to some program (OWASP, CSV injection); the
# wide ones are read as the narrow ones.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
WORKBOOK_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# What people call the columns; the first is the one that we write ourselves.
COLUMN_NAMES = {
    "address": {"e-mailadres", "e-mail", "email", "mail", "mailadres", "emailadres"}
    | {"e-mail address", "email address", "address"},
    "language": {"taal", "language"},
    "topics": {"onderwerpen", "onderwerp", "topics", "topic"},
}


@dataclass(frozen=True)
class Line:
    """One line of a file, with its number as a spreadsheet shows it; cells as they were typed."""

    number: int
    address: str
    language: str = ""
    topics: tuple[str, ...] = ()


def make_csv_response(name, rows):
    """Return `rows` as a file to download, with `name` and the day as its name."""
    file_name = f"{name}-{timezone.localdate()}.csv"
    return HttpResponse(
        write_csv(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )


def write_csv(rows):
    """Return `rows`, lists of cells with the headings first, as the bytes of a CSV file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_MINIMAL)
    writer.writerows([defuse(str(cell)) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def defuse(cell):
    """Return a cell that no spreadsheet program takes for a formula: an apostrophe goes first."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def read_lines(content, limit):
    """Return the lines of a CSV file that hold something, as a list of Line.

    `content` is bytes. The columns are found by their headings; without headings the first is the
    address, the second the language and the third the topics, with commas or bars between them.
    Raises ValidationError when the file is of another kind, broken, empty or longer than `limit`.
    """
    text = decode(content)
    rows = list(read_rows(text))
    columns = find_columns(rows[0][1]) if rows else None
    lines = [
        read_line(number, row, columns or {"address": 0, "language": 1, "topics": 2})
        for number, row in (rows[1:] if columns else rows)
    ]
    if not lines:
        raise ValidationError(_("There is no line with an address in this file."), code="empty")
    if len(lines) > limit:
        raise ValidationError(
            _("This file has %(lines)d lines. At most %(limit)d fit: split it in parts."),
            code="long",
            params={"lines": len(lines), "limit": limit},
        )
    return lines


def decode(content):
    """Return the text of a file in the encoding that its program most likely used.

    A byte order mark settles it. Without one it is UTF-8 when it can be, and else what Excel
    calls CSV: Windows-1252.
    """
    if content.startswith(WORKBOOK_STARTS):
        raise ValidationError(
            _("This is a workbook. Open it and save it as “CSV UTF-8”, then choose that file."),
            code="workbook",
        )
    for mark, encoding in [
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ]:
        if content.startswith(mark):
            encodings = [encoding]
            break
    else:
        encodings = ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ValidationError(
        _("This is no text file. Save your list as “CSV UTF-8”, then choose that file."),
        code="binary",
    )


def read_rows(text):
    """Yield the number and the cells of each row that is not blank.

    A spreadsheet counts rows, so a cell with a line break in it counts once. Raises
    ValidationError for a quote that is never closed, which would swallow what follows.
    """
    body, delimiter = split_off_separator(text)
    reader = csv.reader(
        io.StringIO(body, newline=""), delimiter=delimiter or guess_delimiter(body), strict=True
    )
    number = 1 if delimiter else 0
    try:
        for row in reader:
            number += 1
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield number, cells
    except csv.Error as error:
        raise ValidationError(
            _(
                "The file cannot be read after row %(number)d: there may be a quotation mark too"
                " many. Nothing was taken from it."
            ),
            code="broken",
            params={"number": number},
        ) from error


def split_off_separator(text):
    """Return the text without Excel's own first line `sep=;`, and the sign that it names or ""."""
    first, _break, rest = text.partition("\n")
    first = first.strip()
    if first.lower().startswith("sep=") and len(first) == 5:
        return rest, first[4]
    return text, ""


def guess_delimiter(text):
    """Return the sign that stands most often in the first line, a semicolon when none does."""
    first = text.lstrip().partition("\n")[0]
    return max(DELIMITERS, key=first.count)


def find_columns(headings):
    """Return the place of each known column by name, or None when no heading is an address."""
    columns = {
        name: place
        for place, heading in reversed(list(enumerate(headings)))
        for name, known in COLUMN_NAMES.items()
        if heading.casefold() in known
    }
    return columns if "address" in columns else None


def read_line(number, row, columns):
    cells = {name: row[place] for name, place in columns.items() if place < len(row)}
    topics = cells.get("topics", "").replace("|", ",").split(",")
    return Line(
        number,
        restore(cells.get("address", "")),
        cells.get("language", "").casefold(),
        tuple(topic.strip() for topic in topics if topic.strip()),
    )


def restore(cell):
    """Return a cell without the apostrophe that `defuse` put before it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell
