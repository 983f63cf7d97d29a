"""Puts right what a check found, at one press of a button."""

from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import RichText

from advice.checks.lists import make_real_lists

__all__ = ["REPAIRS", "repair"]

# What each repair makes of rich text.
REPAIRS = {"list": make_real_lists}


def repair(instance, name, path):
    """Put right what stands at a path of an instance, in memory; return whether it changed."""
    field_name, *ids = path.split(".")
    field = next((each for each in instance._meta.fields if each.name == field_name), None)
    if isinstance(field, RichTextField) and not ids:
        html = getattr(instance, field_name)
        setattr(instance, field_name, REPAIRS[name](html))
        return getattr(instance, field_name) != html
    if isinstance(field, StreamField):
        return repair_in(getattr(instance, field_name), ids, REPAIRS[name])
    return False


def repair_in(container, ids, change):
    """Change the rich text that the ids lead to in a value of blocks; return whether it did."""
    if not ids:
        return False
    key, *rest = ids
    child = get_child(container, key)
    if child is None:
        return False
    if rest:
        return repair_in(child.value, rest, change)
    if not isinstance(child.block, blocks.RichTextBlock):
        return False
    html = child.value.source
    child.value = RichText(change(html))
    if isinstance(container, blocks.StructValue):
        container[key] = child.value
    return child.value.source != html


def get_child(container, key):
    """Return the bound block with a name or id in a value of blocks, or None."""
    if isinstance(container, blocks.StructValue):
        return container.bound_blocks.get(key)
    if isinstance(container, ListValue):
        return next((each for each in container.bound_blocks if each.id == key), None)
    if isinstance(container, blocks.StreamValue):
        return next((each for each in container if each.id == key), None)
    return None
