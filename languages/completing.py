"""Stores blocks whole, as the form of an editor does, also when code or an older release made them.

wagtail-localize finds a place in a page by the ids of blocks and list items, and stops with an
exception at an image that is absent from what is stored (its issues 298 and 935).
"""

import uuid

from wagtail import blocks
from wagtail.images.blocks import ImageBlock

__all__ = ["complete_stream"]

TEXT_BLOCKS = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock, blocks.URLBlock)
NO_IMAGE = {"image": None, "alt_text": "", "decorative": False}


def complete_stream(block, items):
    """Return the stored items of a StreamBlock (a list of dict), each whole and with an id."""
    return [
        complete_item(item, complete_value(block.child_blocks[item["type"]], item["value"]))
        for item in items
        if item["type"] in block.child_blocks
    ]


def complete_item(item, value):
    return {**item, "value": value, "id": item.get("id") or str(uuid.uuid4())}


def complete_value(block, value):
    """Return the stored value of a block with all that belongs to it."""
    if isinstance(block, ImageBlock):
        return complete_image(value)
    if isinstance(block, blocks.StructBlock) and isinstance(value, dict):
        return value | {
            name: complete_value(child, value[name]) if name in value else get_default(child)
            for name, child in block.child_blocks.items()
        }
    if isinstance(block, blocks.ListBlock) and isinstance(value, list):
        return [complete_list_item(block, item) for item in value]
    if isinstance(block, blocks.StreamBlock) and isinstance(value, list):
        return complete_stream(block, value)
    # The form stores an empty text, and wagtail-localize can cut no other.
    return "" if value is None and isinstance(block, TEXT_BLOCKS) else value


def get_default(block):
    """Return what is stored of a block that nobody filled in."""
    return complete_value(block, block.get_prep_value(block.get_default()))


def complete_image(value):
    """Return an image as its block stores it; once it stored only the key of the image."""
    return NO_IMAGE | (value if isinstance(value, dict) else {"image": value})


def complete_list_item(block, item):
    """Return an item of a list with its id; once a list stored only the values."""
    # Wagtail tells them apart in the same way (ListBlock._item_is_in_block_format).
    if not block._item_is_in_block_format(item):
        item = {"type": "item", "value": item}
    return complete_item(item, complete_value(block.child_block, item["value"]))
