"""What is left to translate when a translation is published, and what visitors get there."""

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField

from translations.passages import get_part
from translations.targets import get_target

__all__ = ["close_gaps", "get_published", "is_published", "is_required", "list_gaps", "remove"]


def list_gaps(passages):
    """Return the parts of a page in which a Passage has no translation, as a list of str.

    A part is the name of a field, or "field.id" of a block or an inline child.
    """
    parts = [get_part(each.path) for each in passages if not each.is_translated]
    return list(dict.fromkeys(parts))


def close_gaps(target, gaps, published, leave_out):
    """Give each part of `target` that has a gap the best that visitors can get.

    That is the part as it is `published` (None where nothing is), or else the source text, which
    is then named in `target.untranslated`, or nothing. `target` is changed, not saved. Raises
    ValidationError for fields that a page or snippet cannot be without.
    """
    left = []
    missing = {}
    for part in gaps:
        name = part.partition(".")[0]
        if is_published(published, part):
            restore(target, published, part)
        elif is_required(type(target), part):
            field = capfirst(type(target)._meta.get_field(name).verbose_name)
            missing[name] = _("%(field)s must be translated first.") % {"field": field}
        elif leave_out or not hasattr(target, "untranslated"):
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


def restore(target, published, part):
    """Give `target` a part as visitors see it now."""
    replace(target, part, get_content(published, part))


def remove(target, part):
    """Leave a part out of `target`."""
    replace(target, part, None)


def replace(target, part, content):
    """Put a value, a block or an inline child in the place of a part; None takes it out."""
    name, _dot, identity = part.partition(".")
    if not identity:
        setattr(target, name, "" if content is None else content)
    elif isinstance(target._meta.get_field(name), StreamField):
        replace_block(target, name, identity, content)
    else:
        replace_child(target, name, identity, content)


def replace_block(target, name, identity, content):
    stream = getattr(target, name)
    blocks = [content if block.id == identity else block for block in stream]
    kept = [(block.block_type, block.value, block.id) for block in blocks if block is not None]
    setattr(target, name, StreamValue(stream.stream_block, kept))


def replace_child(target, name, identity, content):
    children = [
        content if str(child.translation_key) == identity else child
        for child in getattr(target, name).all()
    ]
    setattr(target, name, [child for child in children if child is not None])
