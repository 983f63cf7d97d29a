"""What in a page or snippet is words, which wait for a translator, and what is a fact.

Words are the texts that wagtail-localize finds: in plain fields, rich text and blocks. All else is
a fact, the same in every language: dates, figures, states, people, pictures, files, links and the
order of things. `tests/translations/words.toml` lists the decision for every field there is.
"""

from contextlib import suppress

from django.db.models import CharField, TextField
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail_localize.fields import TranslatableField, get_translatable_fields

from languages.blocks import NameBlock

__all__ = ["WordsMissingError", "keep_words", "keep_words_of", "list_word_fields"]

WORD_BLOCKS = (blocks.CharBlock, blocks.TextBlock, blocks.BlockQuoteBlock, blocks.RichTextBlock)


class WordsMissingError(Exception):
    """Something cannot be shown without words that are not there in this language."""


def list_word_fields(model):
    """Return the fields of a model that hold words, none of blocks, as a list."""
    return [
        model._meta.get_field(each.field_name)
        for each in get_translatable_fields(model)
        if isinstance(each, TranslatableField)
        if isinstance(model._meta.get_field(each.field_name), CharField | TextField)
        if not isinstance(model._meta.get_field(each.field_name), StreamField)
    ]


def keep_words_of(instance, published):
    """Give an inline child the words of the same child as visitors see it; facts stay as they are.

    Raises WordsMissingError when it has words that cannot be left out and visitors never saw.
    """
    words = {
        field.name: keep_word(
            getattr(instance, field.name),
            getattr(published, field.name),
            is_required=not field.blank,
        )
        for field in list_word_fields(type(instance))
    }
    for name, text in words.items():
        setattr(instance, name, text)


def keep_words(block, source, published, path="", stale=frozenset()):
    """Return the value of a block with the facts of `source` and the words of `published`.

    Both are values as a StreamField stores them; `published`, what visitors see of this very block
    in the language, may be None. In a list, what is new and has words is left out. `path` is where
    the block stands, and `stale` the paths of the words that are to be translated anew.

    Raises WordsMissingError when the block cannot be shown without words that visitors never saw.
    """
    return WordKeeper(stale).keep(block, source, published, path)


class WordKeeper:
    """Walks through what a StreamField stores of a block, and of the same block as published."""

    def __init__(self, stale):
        self.stale = stale

    def keep(self, block, source, published, path):
        """Return the value of a block: see `keep_words`."""
        if isinstance(block, ImageBlock):
            return keep_words_of_image(source, published)
        if isinstance(block, blocks.StructBlock):
            return self.keep_struct(block, source, published or {}, path)
        if isinstance(block, blocks.ListBlock | blocks.StreamBlock):
            return self.keep_list(block, source, published or [], path)
        if isinstance(block, NameBlock) and path in self.stale:
            # Nobody may stand there under the name of who was there before.
            raise WordsMissingError
        if isinstance(block, blocks.RichTextBlock):
            return keep_word(source, published, block.required)
        if hasattr(block, "get_translatable_segments"):
            return keep_words_of_segments(block, source, published)
        if isinstance(block, WORD_BLOCKS):
            return keep_word(source, published, block.required)
        return source

    def keep_struct(self, block, source, published, path):
        return {
            name: self.keep(block.child_blocks[name], value, published.get(name), f"{path}.{name}")
            for name, value in source.items()
            if name in block.child_blocks
        }

    def keep_list(self, block, source, published, path):
        """Return the items that can be shown; raise WordsMissingError where they are too few."""
        there = {item["id"]: item["value"] for item in published}
        kept = []
        for item in source:
            child, item_path = get_child(block, item), f"{path}.{item['id']}"
            with suppress(WordsMissingError):
                value = self.keep(child, item["value"], there.get(item["id"]), item_path)
                kept.append({**item, "value": value})
        if source and len(kept) < max(block.meta.min_num or 0, 1):
            raise WordsMissingError
        return kept


def get_child(block, item):
    """Return the block of an item of a ListBlock or StreamBlock."""
    return (
        block.child_block
        if isinstance(block, blocks.ListBlock)
        else block.child_blocks[item["type"]]
    )


def keep_word(source, published, is_required):
    """Return the text that visitors see, "" where the source has none or the text can wait."""
    if not source or not published:
        if source and is_required:
            raise WordsMissingError
        return ""
    return published


def keep_words_of_image(source, published):
    """Return an image with the description that visitors have of it; another image needs its own.

    WCAG 2.2, 1.1.1: a description of another image is worse than none.
    """
    if not source or source.get("decorative") or not source.get("alt_text"):
        return source
    is_same = published and published.get("image") == source.get("image")
    if not is_same or not published.get("alt_text"):
        raise WordsMissingError
    return {**source, "alt_text": published["alt_text"]}


def keep_words_of_segments(block, source, published):
    """Return the value of a block that finds its words itself, a table or a short phrase."""
    value = block.to_python(source)
    words = block.get_translatable_segments(value)
    if all(each.is_empty() for each in words):
        return source
    there = block.get_translatable_segments(block.to_python(published)) if published else []
    if [each.path for each in words] == [each.path for each in there]:
        return block.get_prep_value(block.restore_translated_segments(value, there))
    if not published:
        raise WordsMissingError
    # Rows or columns came or went: the table stays as visitors know it until it is translated.
    return published
