"""Blocks in which wagtail-localize finds the words to translate with our help: lines and tables."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import (
    TypedTable,
    TypedTableBlock,
    TypedTableBlockValidationError,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter

from languages.rich_text import RichTextBlock

__all__ = ["NameBlock", "PhraseBlock", "TableBlock"]


class NameBlock(blocks.CharBlock):
    """Who says or made something, or whom to turn to; by name, or in words: "the secretariat".

    A translation shows no earlier name until it is translated, as other words are.
    """

    def deconstruct(self):
        """Stand in migrations as the CharBlock that it is to the database."""
        _path, arguments, options = super().deconstruct()
        return "wagtail.blocks.CharBlock", arguments, options


class PhraseBlock(blocks.CharBlock):
    """A few words, or a figure: a whole number needs no translator."""

    def get_translatable_segments(self, value):
        """Return one segment for "1,5" or "twee op de drie", and none for "14" or "2017"."""
        return [] if value.isdecimal() else [StringSegmentValue("", value)]

    def restore_translated_segments(self, value, segments):
        """Return the words of the one segment."""
        return segments[0].render_text()

    def deconstruct(self):
        """Stand in migrations as the CharBlock that it is to the database."""
        _path, arguments, options = super().deconstruct()
        return "wagtail.blocks.CharBlock", arguments, options


class Table(TypedTable):
    """A TypedTable that says whether the first cell of each row is a heading of that row."""

    def __init__(self, columns, row_data, caption, has_row_headings=True):
        super().__init__(columns, row_data, caption)
        self.has_row_headings = has_row_headings


class TableBlock(TypedTableBlock):
    """A table of facts with a caption and headings; not for layout.

    An editor says with a box (`static/js/admin-table.js`) that its rows have no heading. It is
    stored as "plain_rows", which older tables lack.
    """

    text = PhraseBlock(label=_("Text"), required=False)
    number = blocks.DecimalBlock(label=_("Figure"), required=False)
    rich_text = RichTextBlock(label=_("Text with links"), features=["bold", "link"], required=False)

    def value_from_datadict(self, data, files, prefix):
        table = super().value_from_datadict(data, files, prefix)
        return make_table(table, has_row_headings=f"{prefix}-plain_rows" not in data)

    def to_python(self, value):
        table = super().to_python(value)
        return make_table(table, has_row_headings=not (value or {}).get("plain_rows"))

    def normalize(self, value):
        table = super().normalize(value)
        return make_table(table, has_row_headings=getattr(table, "has_row_headings", True))

    def get_prep_value(self, table):
        return {**super().get_prep_value(table), "plain_rows": not table.has_row_headings}

    def get_form_state(self, table):
        return {**super().get_form_state(table), "plain_rows": not table.has_row_headings}

    def clean(self, table):
        """Return the cleaned table; raise an error without a caption (WCAG 1.3.1)."""
        table = make_table(super().clean(table), has_row_headings=table.has_row_headings)
        if not table.caption and not self.is_deferred_validation:
            message = ValidationError(_("Give the table a caption that says what it shows."))
            raise TypedTableBlockValidationError(non_block_errors=[message])
        return table

    def get_translatable_segments(self, table):
        """Return the words of a TypedTable as wagtail-localize's segments: no figures among them.

        Their paths are "caption", "heading.1" and "cell.2.1" (row and column, counted from 0).
        Rows and columns have no ids, so a row put in between moves those below it to other paths;
        `translations.sources` follows them. None gets the translation of another row.
        """
        headings = [
            StringSegmentValue(f"heading.{place}", column["heading"])
            for place, column in enumerate(table.columns)
        ]
        return [StringSegmentValue("caption", table.caption), *headings, *get_cell_segments(table)]

    def restore_translated_segments(self, table, segments):
        """Return the TypedTable with the words of the segments in their places."""
        cells = defaultdict(list)
        for segment in segments:
            part, segment = segment.unwrap()
            if part == "caption":
                table.caption = segment.render_text()
            elif part == "heading":
                table.columns[int(segment.path)]["heading"] = segment.render_text()
            else:
                row, segment = segment.unwrap()
                column, segment = segment.unwrap()
                cells[int(row), int(column)].append(segment)
        for (row, column), cell_segments in cells.items():
            put_in_cell(table, row, column, cell_segments)
        return table

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Facts in rows and columns")
        template = "blocks/table.html"
        preview_value = {
            "columns": [
                {"type": "text", "heading": "Moment"},
                {"type": "number", "heading": "Leden"},
            ],
            "rows": [{"values": ["Oktober 2017", 3]}, {"values": ["November 2017", 14]}],
            "caption": "Leden van het team",
        }


def make_table(table, *, has_row_headings):
    """Return the Table with what is in a TypedTable."""
    return Table(table.columns, table.row_data, table.caption, has_row_headings)


def get_cell_segments(table):
    """Return the segments of all cells, as wagtail-localize makes them of each kind of block."""
    extractor = StreamFieldSegmentExtractor(field=None)
    return [
        segment.wrap(f"cell.{row_place}.{column_place}")
        for row_place, row in enumerate(table.row_data)
        for column_place, (column, value) in enumerate(
            zip(table.columns, row["values"], strict=True)
        )
        for segment in extractor.handle_block(column["block"], value)
    ]


def put_in_cell(table, row, column, segments):
    """Put the words of one cell's segments in their place."""
    # The languages matter only to blocks that choose something else than words; no cell does.
    writer = StreamFieldSegmentsWriter(field=None, src_locale=None, tgt_locale=None)
    values = table.row_data[row]["values"]
    values[column] = writer.handle_block(table.columns[column]["block"], values[column], segments)
