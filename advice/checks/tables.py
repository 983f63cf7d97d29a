"""Tables: nothing that is empty where a screen reader names it (Toegankelijk CMS 10)."""

from django.utils.translation import gettext as _

from advice.findings import Finding, quote

__all__ = ["find_empty_cells"]


def find_empty_cells(reading):
    """Yield a Finding for each table with a column without a heading, or without anything in it."""
    for piece in reading.get("table"):
        caption = {"caption": quote(piece.value.caption or "")}
        if any(not column["heading"].strip() for column in piece.value.columns):
            text = _("A column of the table “%(caption)s” has no heading.") % caption
            yield Finding("empty_column", text, piece.path)
        if any(is_empty(column) for column in read_columns(piece.value)):
            text = _("A column of the table “%(caption)s” is empty. Take it out.") % caption
            yield Finding("empty_column", text, piece.path)


def read_columns(table):
    """Return the values of a TypedTable by column, as a list of tuples; none without rows."""
    return list(zip(*(row["values"] for row in table.row_data), strict=True))


def is_empty(values):
    return all(value is None or not str(value).strip() for value in values)
