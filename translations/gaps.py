"""What is left to translate when a translation is published, and what visitors get there."""

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField

from languages.completing import complete_stream
from translations.passages import get_part
from translations.targets import get_target
from translations.words import WordsMissingError, keep_words, keep_words_of

__all__ = ["close_gaps", "get_published", "is_published", "is_required", "list_gaps"]


def list_gaps(passages):
    """Return the parts of a page in which a Passage has no translation, as a list of str.

    A part is the name of a field, or "field.id" of a block or an inline child.
    """
    parts = [get_part(each.path) for each in passages if not each.is_translated]
    return list(dict.fromkeys(parts))


def close_gaps(target, passages, published, left_out):
    """Give each part of `target` that has a gap the best that visitors can get.

    That is the part in the words that are `published` (None where nothing is), with the facts of
    now, or else the source text, which is then named in `target.untranslated`, or nothing where it
    is among the parts in `left_out`. `target` is changed, not saved; `passages` are those that it
    was built from. Raises ValidationError for fields that a page or snippet cannot be without.
    """
    stale = {each.path for each in passages if not each.is_translated}
    left = []
    missing = {}
    for part in list_gaps(passages):
        name = part.partition(".")[0]
        if is_published(published, part) and keep_words_in(target, published, part, stale):
            continue
        if is_required(type(target), part):
            field = capfirst(type(target)._meta.get_field(name).verbose_name)
            missing[name] = _("%(field)s must be translated first.") % {"field": field}
        elif part in left_out or not hasattr(target, "untranslated"):
            remove(target, part)
        else:
            left.append(part)
    if missing:
        raise ValidationError(list(missing.values()))
    if hasattr(target, "untranslated"):
        target.untranslated = left


def get_published(translation):
    """Return the target as visitors see it now, or None."""
    target = get_target(translation)
    return target if target is not None and getattr(target, "live", True) else None


def is_required(model, part):
    """Return whether a part is a field that cannot be empty; a block or child can be left out."""
    return "." not in part and not model._meta.get_field(part).blank


def is_published(published, part):
    """Return whether visitors see this part in the language of the translation already."""
    if published is None or part in getattr(published, "untranslated", []):
        return False
    return bool(get_content(published, part))


def get_content(instance, part):
    """Return the value of a field, or the block or inline child with an id, or None."""
    name, _dot, identity = part.partition(".")
    value = getattr(instance, name)
    if not identity:
        return value
    if isinstance(instance._meta.get_field(name), StreamField):
        return next((block for block in value if block.id == identity), None)
    return next((child for child in value.all() if str(child.translation_key) == identity), None)


def keep_words_in(target, published, part, stale):
    """Give a part of `target` the words that visitors see; return whether it can do with these.

    Where it cannot, the part stays as it is. `stale` has the paths that are not translated.
    """
    name, _dot, identity = part.partition(".")
    try:
        if not identity:
            setattr(target, name, getattr(published, name))
        elif isinstance(target._meta.get_field(name), StreamField):
            keep_words_of_block(target, published, part, stale)
        else:
            child, there = get_content(target, part), get_content(published, part)
            if child is not None:
                keep_words_of(child, there)
    except WordsMissingError:
        return False
    return True


def keep_words_of_block(target, published, part, stale):
    name, _dot, identity = part.partition(".")
    stream = getattr(target, name).stream_block
    there = {each["id"]: each["value"] for each in list_blocks(published, name)}
    blocks = list_blocks(target, name)
    for each in blocks:
        if each["id"] == identity:
            child = stream.child_blocks[each["type"]]
            each["value"] = keep_words(child, each["value"], there[identity], part, stale)
    setattr(target, name, StreamValue(stream, blocks, is_lazy=True))


def list_blocks(instance, name):
    """Return the blocks of a field as they are stored, as a list of dict."""
    stream = getattr(instance, name)
    return complete_stream(stream.stream_block, stream.get_prep_value())


def remove(target, part):
    """Leave a part out of `target`."""
    name, _dot, identity = part.partition(".")
    if not identity:
        setattr(target, name, "")
    elif isinstance(target._meta.get_field(name), StreamField):
        kept = [each for each in list_blocks(target, name) if each["id"] != identity]
        setattr(target, name, StreamValue(getattr(target, name).stream_block, kept, is_lazy=True))
    else:
        children = getattr(target, name).all()
        setattr(target, name, [each for each in children if str(each.translation_key) != identity])
