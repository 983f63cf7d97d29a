"""Walks through a page or an entry of a list, past each field and block that can hold a link.

Wagtail's own `extract_references` knows pages and files only: no address elsewhere, and no way to
put another in its place.
"""

from dataclasses import dataclass
from enum import Enum

from django.db.models import ForeignKey, URLField
from django.utils.text import capfirst
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from languages.completing import complete_stream

__all__ = ["Kind", "Place", "walk"]


class Kind(Enum):
    """What stands in a place: a text with links in it, an address, or the key of what is chosen."""

    TEXT = "text"
    ADDRESS = "address"
    PAGE = "page"
    DOCUMENT = "document"


KINDS = {
    blocks.RichTextBlock: Kind.TEXT,
    blocks.URLBlock: Kind.ADDRESS,
    blocks.PageChooserBlock: Kind.PAGE,
    DocumentChooserBlock: Kind.DOCUMENT,
    RichTextField: Kind.TEXT,
    URLField: Kind.ADDRESS,
}


@dataclass(frozen=True)
class Place:
    """A field or block that can hold a link, with what is stored there.

    `path` is as Wagtail's `content_path`; `may_be_empty` says whether the part that it is in can be
    shown without it.
    """

    kind: Kind
    path: str
    label: str
    value: str | int
    may_be_empty: bool = False


def walk(instance, visit):
    """Show each Place of a page or entry to `visit`, and store what that returns, unsaved.

    Returns whether anything is another value than before. Parts that are edited with it, as the
    calls of a team, are walked through too. Raises ValidationError where a field has no room.
    """
    return Walk(visit).walk(instance, "")


class Walk:
    def __init__(self, visit):
        self._visit = visit

    def walk(self, instance, path):
        changed = [
            self._walk_field(instance, field, f"{path}{field.name}")
            for field in instance._meta.concrete_fields
        ]
        if isinstance(instance, ClusterableModel):
            changed += [
                self._walk_children(instance, relation.get_accessor_name(), path)
                for relation in get_all_child_relations(type(instance))
            ]
        return any(changed)

    def _walk_children(self, instance, name, path):
        children = list(getattr(instance, name).all())
        changed = [self.walk(child, f"{path}{name}.{child.pk}.") for child in children]
        if any(changed):
            setattr(instance, name, children)
        return any(changed)

    def _walk_field(self, instance, field, path):
        value = getattr(instance, field.attname)
        if isinstance(field, StreamField):
            items = complete_stream(field.stream_block, value.get_prep_value())
            new = self._walk_items(field.stream_block, items, path)
            if new != items:
                setattr(instance, field.name, StreamValue(field.stream_block, new, is_lazy=True))
            return new != items
        new = self._show(field, field.verbose_name, value, path, may_be_empty=field.blank)
        if new != value:
            field.run_validators(new)
            setattr(instance, field.attname, new)
        return new != value

    def _walk_items(self, block, items, path):
        """Return the stored items of a stream or list."""
        children = getattr(block, "child_blocks", {})
        return [
            {
                **item,
                "value": self._walk_block(
                    children.get(item["type"]) or block.child_block,
                    item["value"],
                    f"{path}.{item['id']}",
                ),
            }
            for item in items
        ]

    def _walk_block(self, block, value, path):
        """Return what is stored of a block."""
        if isinstance(block, blocks.StructBlock):
            return {
                name: self._walk_block(block.child_blocks[name], each, f"{path}.{name}")
                if name in block.child_blocks
                else each
                for name, each in value.items()
            }
        if isinstance(block, blocks.ListBlock | blocks.StreamBlock):
            return self._walk_items(block, value, path)
        if isinstance(block, TypedTableBlock):
            return self._walk_table(block, value, path)
        return self._show(block, block.label, value, path)

    def _walk_table(self, block, table, path):
        """Return what is stored of a table; a cell is named as Wagtail names it."""
        kinds = [block.child_blocks[column["type"]] for column in table["columns"]] if table else []
        if not kinds:
            return table
        rows = [
            {
                **row,
                "values": [
                    self._walk_block(kind, value, f"{path}.{number}.{place}")
                    for place, (kind, value) in enumerate(zip(kinds, row["values"], strict=True))
                ],
            }
            for number, row in enumerate(table["rows"])
        ]
        return {**table, "rows": rows}

    def _show(self, holder, label, value, path, may_be_empty=False):
        kind = get_kind(holder)
        if kind is None or not value:
            return value
        return self._visit(Place(kind, path, str(capfirst(label)), value, may_be_empty))


def get_kind(holder):
    """Return the Kind of what a field or block holds, or None where that is no link."""
    # A page is no link to what it is made of, by inheritance or as an alias.
    if isinstance(holder, ForeignKey) and not holder.one_to_one and holder.name != "alias_of":
        return Kind.PAGE if holder.related_model is Page else None
    return next((kind for type_, kind in KINDS.items() if isinstance(holder, type_)), None)
