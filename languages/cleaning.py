"""Cleans text once, when it comes in, so that nothing later meets what nobody sees.

PowerPoint pastes a vertical tab for a line break, which no XML may hold and which stopped the
feeds; macOS writes accents as signs of their own, which makes two words of one; web pages bring
spaces without width. What a writer means stays: soft hyphens, no-break spaces, and the joiners of
Arabic, Persian and emoji (Unicode Standard, 23.2).
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, JSONField, TextField
from wagtail.fields import StreamField

from languages.completing import complete_stream

__all__ = ["clean_model", "clean_text", "clean_texts", "clean_value", "get_own_models"]

# Signs that break a line: vertical tab, form feed, next line, line and paragraph separator.
BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
# Other signs that steer a machine, spaces without width, halves of a pair, and what is no sign.
UNSEEN = re.compile("[\0-\x08\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\ud800-\udfff\ufffe\uffff]")
# What stands between tags: a "<" must not melt together with an accent that follows it.
RUN = re.compile("[^<>]+")


def clean_text(text, line_break="\n"):
    """Return a text, plain or HTML, without signs that nobody sees, accents in one sign (NFC).

    `line_break` is what stands for one of an unusual kind.
    """
    if text.isascii() and text.isprintable():
        return text
    text = UNSEEN.sub("", BREAKS.sub(line_break, text))
    return RUN.sub(lambda run: unicodedata.normalize("NFC", run[0]), text)


def clean_value(value):
    """Return a value with all texts in it cleaned, however deep in lists and dictionaries."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list | tuple):
        return type(value)(clean_value(each) for each in value)
    if isinstance(value, dict):
        return {key: clean_value(each) for key, each in value.items()}
    return value


def clean_texts(instance):
    """Clean every text of an instance of a model, in fields, rich text and blocks.

    A field that was not read from the database is not read for this.
    """
    for field in instance._meta.concrete_fields:
        value = instance.__dict__.get(field.attname)
        if value is None:
            continue
        if isinstance(field, StreamField):
            clean_blocks(instance, field)
        elif isinstance(field, JSONField):
            setattr(instance, field.attname, clean_value(value))
        elif isinstance(value, str) and isinstance(field, CharField):
            setattr(instance, field.attname, clean_text(value, line_break=" "))
        elif isinstance(value, str) and isinstance(field, TextField):
            setattr(instance, field.attname, clean_text(value))


def clean_blocks(instance, field):
    """Clean and complete a field of blocks; it is read anew only where something has changed."""
    blocks = field.stream_block.get_prep_value(field.value_from_object(instance))
    cleaned = complete_stream(field.stream_block, clean_value(blocks))
    if cleaned != blocks:
        setattr(instance, field.attname, field.stream_block.to_python(cleaned))


def clean_model(sender, instance, raw=False, **kwargs):
    """Clean what is saved of our own models: the receiver of `pre_save`, whoever saves."""
    if sender in get_own_models() and not raw:
        clean_texts(instance)


@cache
def get_own_models():
    """Return the set of models of the apps in the folder of this site; a migration has others."""
    return {
        model
        for app in apps.get_app_configs()
        if Path(app.path).parent == settings.BASE_DIR
        for model in app.get_models()
    }
