"""The passages of a translation: each text of the source beside what was made of it."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail_localize.models import StringSegment, StringTranslation

from translations.differences import list_changes
from translations.models import PassageChange

__all__ = ["Passage", "get_label", "get_part", "read_passages", "translate_passage"]


@dataclass(frozen=True)
class Passage:
    """One text to translate.

    `translation` is the StringTranslation of this very text, or None; `previous` that of the text
    which stood here before, or None.
    """

    segment: StringSegment
    label: str
    translation: StringTranslation | None
    previous: StringTranslation | None

    @property
    def path(self):
        return self.segment.context.path

    @property
    def source_text(self):
        return self.segment.string.data

    @property
    def is_translated(self):
        """Whether a person translated this very text, without a fault in the markup."""
        return (
            self.translation is not None
            and not self.translation.has_error
            and not self.is_unchecked
        )

    @property
    def is_unchecked(self):
        """Whether a machine translated this, and no person has looked at it."""
        machine = StringTranslation.TRANSLATION_TYPE_MACHINE
        return self.translation is not None and self.translation.translation_type == machine

    @property
    def is_changed(self):
        """Whether an older text of this place has a translation that may still be right."""
        return not self.is_translated and self.previous is not None

    @property
    def text(self):
        """Return the translation to show: of this text, else of the one before it, or ""."""
        shown = self.translation or self.previous
        return shown.data if shown else ""

    @cached_property
    def changes(self):
        """Return what changed in the source since `previous`, as a list of Change."""
        return list_changes(self.previous.translation_of.data, self.source_text)


def read_passages(translation):
    """Return the Passages of a wagtail-localize Translation as a list, in reading order."""
    source = translation.source
    segments = (
        StringSegment.objects.filter(source=source)
        .select_related("string", "context")
        .order_by("order")
    )
    memory = Memory(translation)
    model = source.specific_content_type.model_class()
    return [
        Passage(
            segment=segment,
            label=get_label(model, segment.context.field_path),
            translation=memory.get(segment.context_id, segment.string_id),
            previous=memory.find_previous(segment.context_id, segment.string_id),
        )
        for segment in segments
    ]


class Memory:
    """What was ever translated in one object, into one language; read in two queries."""

    def __init__(self, translation):
        key = translation.source.object_id
        translations = StringTranslation.objects.filter(
            context__object_id=key, locale_id=translation.target_locale_id
        ).select_related("translation_of")
        changes = PassageChange.objects.filter(context__object_id=key)
        self._translations = {
            (each.context_id, each.translation_of_id): each for each in translations
        }
        self._before = {(each.context_id, each.new_id): each.old_id for each in changes}

    def get(self, context, string):
        """Return the StringTranslation of a String in a context (both primary keys), or None."""
        return self._translations.get((context, string))

    def find_previous(self, context, string):
        """Return the StringTranslation of the latest text before this one that has any, or None."""
        seen = {string}
        while (string := self._before.get((context, string))) and string not in seen:
            seen.add(string)
            if translation := self.get(context, string):
                return translation
        return None


def translate_passage(passage, locale, text, user=None):
    """Store what a person wrote for a passage; return the StringTranslation."""
    translation, _created = StringTranslation.objects.update_or_create(
        translation_of=passage.segment.string,
        context=passage.segment.context,
        locale=locale,
        defaults={
            "data": text,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "",
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        },
    )
    return translation


def get_part(path):
    """Return the part of a page that a content path is in, the smallest that has one language.

    That is a field ("summary"), a block ("body.<id>"), or an inline child ("members.<key>").
    """
    return ".".join(path.split(".")[:2])


def get_label(model, field_path):
    """Return the place of a text in the words of the editing form, as "Body: Quote: Speaker"."""
    name, *rest = field_path.split(".")
    field = model._meta.get_field(name)
    if isinstance(field, StreamField):
        labels = [str(capfirst(field.verbose_name)), *get_block_labels(field.stream_block, rest)]
        return ": ".join(labels)
    if field.one_to_many:
        child = field.related_model
        return f"{capfirst(child._meta.verbose_name)}: {get_label(child, '.'.join(rest))}"
    return str(capfirst(field.verbose_name))


def get_block_labels(block, path):
    """Return the labels of the blocks along a path, without those that are only lists of others."""
    if not path:
        return []
    name, *rest = path
    if isinstance(block, blocks.ListBlock):
        return get_block_labels(block.child_block, rest)
    if isinstance(block, ImageBlock):
        return [str(_("Alternative text"))]
    child = getattr(block, "child_blocks", {}).get(name)
    return [str(capfirst(child.label)), *get_block_labels(child, rest)] if child else []
