"""What somebody wrote, taken apart into pieces that can be looked at, each with its place.

A page, a translation and a newsletter issue are read alike: by their fields, their blocks and their
parts. Code that checks looks at pieces, and knows of no page type.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, TextField
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from pages.blocks import (
    AsideBlock,
    CallToActionBlock,
    CaptionedImageBlock,
    ContactPersonBlock,
    HeadingBlock,
    KeyFactsBlock,
    LinkBlock,
    NewsletterBlock,
    QuestionsBlock,
    RelatedPagesBlock,
    VideoBlock,
)

__all__ = ["Piece", "read_pieces"]

# What blocks of more than words are, the first that fits; each is read further inside as well.
KINDS = [
    (HeadingBlock, "heading"),
    (LinkBlock, "link"),
    (VideoBlock, "video"),
    (CaptionedImageBlock, "captioned picture"),
    (ImageBlock, "picture"),
    (TypedTableBlock, "table"),
    (DocumentChooserBlock, "document"),
    (blocks.RichTextBlock, "rich text"),
    (blocks.TextBlock, "text"),
    (blocks.URLBlock, "address"),
    (blocks.EmailBlock, "address"),
    (blocks.CharBlock, "line"),
]
# What is one piece, whatever is in it.
WHOLE = {"heading", "link", "picture"}
# Blocks whose field "title" is a heading on the page.
TITLED = (
    *[AsideBlock, CallToActionBlock, ContactPersonBlock, KeyFactsBlock],
    *[NewsletterBlock, QuestionsBlock, RelatedPagesBlock],
)


@dataclass(frozen=True)
class Piece:
    """Something that was written or chosen, of a `kind` in KINDS, or the "title" of a block.

    `path` is where it stands, as Wagtail writes it in the addresses of its editor: the name of a
    field and the ids of blocks, with dots between. `value` is the value of the field or block.
    """

    kind: str
    path: str
    value: Any

    @property
    def html(self):
        """The HTML of a piece of rich text."""
        return getattr(self.value, "source", self.value) or ""


def read_pieces(instance):
    """Yield the Pieces of an instance of a model in the order of its fields, its parts last."""
    for field in instance._meta.get_fields():
        if is_written(field):
            yield from read_field(field, getattr(instance, field.name))
    for relation in get_all_child_relations(type(instance)):
        name = relation.get_accessor_name()
        if relation.related_model.__module__.startswith("wagtail"):
            continue
        for part in getattr(instance, name).all():
            for piece in read_pieces(part):
                # The editor has no address within the parts of a page.
                yield Piece(piece.kind, name, piece.value)


def is_written(field):
    """Return whether somebody writes a field of ours: no slug, no date, no choice."""
    if issubclass(Page, field.model) or not getattr(field, "editable", False):
        return field.name == "title"
    is_text = isinstance(field, CharField | TextField) and not field.choices
    return is_text or isinstance(field, StreamField)


def read_field(field, value):
    if isinstance(field, StreamField):
        yield from read_block(field.stream_block, value, field.name)
    elif isinstance(field, RichTextField):
        yield Piece("rich text", field.name, value)
    elif value and field.get_internal_type() in {"CharField", "TextField"}:
        yield Piece("text" if isinstance(field, TextField) else "line", field.name, value)


def read_block(block, value, path):
    """Yield the Pieces of the value of a block at a path, and of the blocks in it."""
    kind = next((name for kind, name in KINDS if isinstance(block, kind)), None)
    if kind:
        yield Piece(kind, path, value)
    if isinstance(block, blocks.StreamBlock | blocks.ListBlock):
        for child in value.bound_blocks if isinstance(block, blocks.ListBlock) else value:
            yield from read_block(child.block, child.value, f"{path}.{child.id}")
    elif isinstance(block, blocks.StructBlock) and kind not in WHOLE:
        for name, child in block.child_blocks.items():
            if name == "title" and isinstance(block, TITLED):
                yield Piece("title", f"{path}.{name}", value[name])
            else:
                yield from read_block(child, value[name], f"{path}.{name}")
