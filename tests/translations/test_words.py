"""For every field of every model that is translated it is decided what is word and what is fact."""

import os
import tomllib
from pathlib import Path

from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField
from wagtail.models import Page, get_translatable_models
from wagtail_localize.fields import SynchronizedField, TranslatableField, get_translatable_fields

from languages.blocks import NameBlock
from translations.words import WORD_BLOCKS, list_word_fields

TABLE = Path(__file__).with_name("words.toml")
ABOUT = """\
# What of each model that is translated is a word and what is a fact. Words wait for a translator;
# facts follow in every language as soon as the Dutch is published. A name is a word that is not
# kept for somebody else; "own" is made in each language.
# A new field fails the test until it stands here: decide, and write it with
# WRITE_WORDS=1 pytest tests/translations/test_words.py
"""


def test_every_field_is_a_word_or_a_fact_as_was_decided():
    models = set(get_translatable_models(include_subclasses=True)) - {Page}
    decisions = {model._meta.label: decide(model) for model in models}
    if "WRITE_WORDS" in os.environ:
        write(decisions)

    assert decisions == tomllib.loads(TABLE.read_text())


def decide(model):
    """Return the decision for each field of a model by its name, blocks by their path."""
    words = {field.name for field in list_word_fields(model)}
    decisions = {
        field.name: "fact"
        for field in model._meta.many_to_many
        if isinstance(field, ParentalManyToManyField)
    }
    for each in get_translatable_fields(model):
        field = model._meta.get_field(each.field_name)
        if isinstance(field, StreamField):
            decisions |= decide_blocks(field.stream_block, field.name)
        elif isinstance(each, TranslatableField | SynchronizedField):
            decisions[field.name] = "word" if field.name in words else "fact"
        else:
            decisions[field.name] = "own"
    return decisions


def decide_blocks(block, path):
    if isinstance(block, NameBlock):
        return {path: "name"}
    if isinstance(block, TypedTableBlock):
        return {f"{path}.figures": "fact", f"{path}.words": "word"}
    if isinstance(block, WORD_BLOCKS):
        return {path: "word" if has_words(block) else "fact"}
    if isinstance(block, blocks.ListBlock):
        return decide_blocks(block.child_block, f"{path}.*")
    if isinstance(block, blocks.StructBlock | blocks.StreamBlock):
        return {
            name: decision
            for child_name, child in block.child_blocks.items()
            for name, decision in decide_blocks(child, f"{path}.{child_name}").items()
        }
    return {path: "fact"}


def has_words(block):
    """Return whether a translator gets what somebody writes in a block."""
    find = getattr(block, "get_translatable_segments", None)
    if find is None or isinstance(block, blocks.RichTextBlock):
        return True
    return bool(find("Woorden"))


def write(decisions):
    lines = [ABOUT]
    for label, fields in sorted(decisions.items()):
        lines += [f'["{label}"]', *(f'"{name}" = "{each}"' for name, each in fields.items()), ""]
    TABLE.write_text("\n".join(lines))
