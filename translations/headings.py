"""Links to headings on the same page: a heading in another language has another anchor."""

import re

from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import RichTextField, StreamField

__all__ = ["lead_to_headings"]

ANCHOR_LINK = re.compile(r'href="#([^"]+)"')


def lead_to_headings(original, target):
    """Let the links in `target` that lead to a heading of `original` lead to its translation.

    Both are a page or snippet; `target` is changed, not saved.
    """
    before, after = list_anchors(original), list_anchors(target)
    anchors = {before[key]: after[key] for key in before.keys() & after.keys()}
    if all(old == new for old, new in anchors.items()):
        return
    for field in type(target)._meta.concrete_fields:
        value = getattr(target, field.name, None)
        if isinstance(field, StreamField):
            data = change_links(value.get_prep_value(), anchors)
            setattr(target, field.name, StreamValue(value.stream_block, data, is_lazy=True))
        elif isinstance(field, RichTextField):
            setattr(target, field.name, change_links(value, anchors))


def list_anchors(instance):
    """Return the anchors of the headings of a page or snippet, by the id of their block."""
    return {
        block.id: block.value.get_anchor()
        for field in type(instance)._meta.concrete_fields
        if isinstance(field, StreamField)
        for block in getattr(instance, field.name)
        if block.block_type == "heading"
    }


def change_links(data, anchors):
    """Return written text, or lists and dictionaries of it, with other anchors in its links."""
    if isinstance(data, str):
        return ANCHOR_LINK.sub(lambda link: f'href="#{anchors.get(link[1], link[1])}"', data)
    if isinstance(data, dict):
        return {name: change_links(each, anchors) for name, each in data.items()}
    if isinstance(data, list):
        return [change_links(each, anchors) for each in data]
    return data
