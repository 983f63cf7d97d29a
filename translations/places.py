"""Where a text stands in a page or snippet, in the words of the form for editing."""

from dataclasses import dataclass

from django.db.models import CharField, Field
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import StreamField

__all__ = ["Place", "get_place"]


@dataclass(frozen=True)
class Place:
    """A place that a path leads to: a Field or a Block, and its name, as "Body: Quote: Speaker"."""

    label: str
    field: Field | blocks.Block

    @property
    def limit(self):
        """Return how many characters a text may have here (int), or None where it has no limit."""
        field = self.field.field if isinstance(self.field, blocks.FieldBlock) else self.field
        return getattr(field, "max_length", None)

    @property
    def is_one_line(self):
        """Whether a text has one line here: a form for the source takes no more either."""
        return isinstance(self.field, CharField | blocks.CharBlock)


def get_place(model, field_path):
    """Return the Place that the field path of a wagtail-localize context leads to."""
    steps = list(follow(model, field_path.split(".")))
    return Place(": ".join(str(capfirst(label)) for label, _field in steps), steps[-1][1])


def follow(model, path):
    """Yield (label, Field or Block) for each step along a path from a model."""
    name, *rest = path
    field = model._meta.get_field(name)
    if isinstance(field, StreamField):
        yield field.verbose_name, field
        yield from follow_blocks(field.stream_block, rest)
    elif field.one_to_many:
        yield field.related_model._meta.verbose_name, field
        yield from follow(field.related_model, rest)
    else:
        yield field.verbose_name, field


def follow_blocks(block, path):
    """Yield the same along a path from a block, without those that are only lists of others."""
    if not path:
        return
    name, *rest = path
    if isinstance(block, blocks.ListBlock):
        yield from follow_blocks(block.child_block, rest)
    elif child := getattr(block, "child_blocks", {}).get(name):
        yield child.label, child
        yield from follow_blocks(child, rest)
