"""The passages of a translation: each text of the source beside what was made of it."""

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property

from django.db.models import Exists, OuterRef
from django.dispatch import Signal
from wagtail.admin.utils import get_user_display_name
from wagtail_localize.models import StringSegment, StringTranslation, TemplateSegment
from wagtail_localize.strings import StringValue

from translations.limits import is_too_long, list_faults
from translations.models import PassageChange
from translations.places import get_place

__all__ = [
    "Change",
    "Memory",
    "Passage",
    "get_likeness",
    "get_part",
    "list_changes",
    "make_translation",
    "passages_translated",
    "read_passages",
    "translate_passages",
]

MANUAL = StringTranslation.TRANSLATION_TYPE_MANUAL
MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE
# A word, a tag, or what stands between them.
TOKEN = re.compile(r"<[^>]+>|\w+|\s+|[^\w\s<]|<")
# Sent when translations of passages were stored, with the translation key of their page (`key`).
passages_translated = Signal()


@dataclass(frozen=True)
class Passage:
    """One text to translate.

    `is_rich` says whether it has markup; other text is shown and written as it is read.
    `translation` is the StringTranslation of this very text, or None; `previous` that of the text
    which stood here before, or None. `limit` is the most characters that fit here, or None;
    `is_one_line` says that no second line does.
    """

    segment: StringSegment
    label: str
    is_rich: bool
    translation: StringTranslation | None
    previous: StringTranslation | None
    limit: int | None = None
    is_one_line: bool = False

    @property
    def key(self):
        """Return what a translation belongs to: the primary keys of a place and of the words."""
        return self.segment.context_id, self.segment.string_id

    @property
    def path(self):
        return self.segment.context.path

    @property
    def source_text(self):
        return self.segment.string.data

    @property
    def text(self):
        """Return the translation to show: of this text, else of the one before it, or ""."""
        shown = self.translation or self.previous
        return shown.data if shown else ""

    @property
    def is_translated(self):
        """Whether a person translated this very text, without a fault.

        A text that was stored before its place had a limit may be too long.
        """
        return (
            self.translation is not None
            and not self.translation.has_error
            and not self.is_unchecked
            and not is_too_long(self, self.translation.data)
        )

    @property
    def is_unchecked(self):
        """Whether a machine translated this, and no person has looked at it."""
        return self.translation is not None and self.translation.translation_type == MACHINE

    @property
    def is_changed(self):
        """Whether an older text of this place has a translation that may still be right."""
        return not self.is_translated and self.previous is not None

    @property
    def is_kept(self):
        """Whether somebody said that the translation of an older text is still right."""
        return (
            self.is_translated
            and self.previous is not None
            and (self.translation.data == self.previous.data)
        )

    @property
    def shown_source(self):
        """Return the source as a translator reads it."""
        return self.show(self.source_text)

    @property
    def shown_text(self):
        """Return `text` as a translator reads and writes it."""
        return self.show(self.text)

    def get_author(self):
        """Return the name of who wrote `text`, or "" where nobody knows."""
        shown = self.translation or self.previous
        user = shown and shown.last_translated_by
        return get_user_display_name(user) if user else ""

    @cached_property
    def changes(self):
        """Return what changed in the source since `previous`, as a list of Change."""
        return list_changes(self.show(self.previous.translation_of.data), self.shown_source)

    def show(self, text):
        """Return a stored text as people read it: with markup only where this passage has any."""
        return text if self.is_rich else StringValue(text).render_text()

    def read(self, text):
        """Return what somebody wrote as it is stored; the reverse of `show`."""
        if self.is_one_line:
            # No mail is sent with a second line in its subject, and no title has one.
            text = " ".join(text.splitlines())
        return text if self.is_rich else StringValue.from_plaintext(text).data

    def fits(self, text):
        """Return whether a text, as it is stored, can be published here."""
        return not list_faults(self, text)


def read_passages(translation):
    """Return the Passages of a wagtail-localize Translation as a list, in reading order."""
    source = translation.source
    templates = TemplateSegment.objects.filter(
        source=OuterRef("source"), context=OuterRef("context")
    )
    segments = (
        StringSegment.objects.filter(source=source)
        .annotate(is_rich=Exists(templates))
        .select_related("string", "context")
        .order_by("order")
    )
    memory = Memory(translation)
    model = source.specific_content_type.model_class()
    return [make_passage(segment, model, memory) for segment in segments]


def make_passage(segment, model, memory):
    """Return the Passage of a StringSegment of a model, with what the Memory has of it."""
    place = get_place(model, segment.context.field_path)
    return Passage(
        segment=segment,
        label=place.label,
        is_rich=segment.is_rich,
        translation=memory.get(segment.context_id, segment.string_id),
        previous=memory.get_previous(segment.context_id, segment.string_id),
        limit=None if segment.is_rich else place.limit,
        is_one_line=place.is_one_line,
    )


class Memory:
    """What was ever translated in one object, into one language; read in two queries."""

    def __init__(self, translation):
        key = translation.source.object_id
        translations = StringTranslation.objects.filter(
            context__object_id=key, locale_id=translation.target_locale_id
        ).select_related("translation_of", "last_translated_by")
        changes = PassageChange.objects.filter(context__object_id=key)
        self._translations = {
            (each.context_id, each.translation_of_id): each for each in translations
        }
        self._before = {(each.context_id, each.new_id): each.old_id for each in changes}

    def get(self, context, string):
        """Return the StringTranslation of a String in a context (both primary keys), or None."""
        return self._translations.get((context, string))

    def get_previous(self, context, string):
        """Return the StringTranslation of the latest text before this one that has any, or None."""
        seen = {string}
        while (string := self._before.get((context, string))) and string not in seen:
            seen.add(string)
            if translation := self.get(context, string):
                return translation
        return None


def translate_passages(passages, texts, locale, user=None, machine=""):
    """Store translations in one query; return the Passages as they are then, as a list.

    `texts` is a dictionary of the key of a Passage to its translation (str); where several stand
    at one place with the same words, all get it. `machine` is the name of the service that made
    them, whose work counts only when a person has checked it; "" when a person wrote them.
    """
    written = {
        passage.key: make_translation(passage, texts[passage.key], locale, user, machine)
        for passage in passages
        if passage.key in texts
    }
    StringTranslation.objects.bulk_create(
        written.values(),
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=[
            "data",
            "translation_type",
            "tool_name",
            "last_translated_by",
            "updated_at",
            "has_error",
            "field_error",
        ],
    )
    for key in {
        passage.segment.context.object_id for passage in passages if passage.key in written
    }:
        passages_translated.send(Passage, key=key)
    return [replace(each, translation=written.get(each.key, each.translation)) for each in passages]


def make_translation(passage, text, locale, user, machine=""):
    """Return the StringTranslation for a passage, not saved."""
    return StringTranslation(
        translation_of=passage.segment.string,
        context=passage.segment.context,
        locale=locale,
        data=text,
        translation_type=MACHINE if machine else MANUAL,
        tool_name=machine,
        last_translated_by=user,
        has_error=not passage.fits(text),
    )


def get_part(path):
    """Return the part of a page that a content path is in, the smallest that has one language.

    That is a field ("summary"), a block ("body.<id>"), or an inline child ("members.<key>").
    """
    return ".".join(path.split(".")[:2])


@dataclass(frozen=True)
class Change:
    """A run of text that stayed, or took the place of another; both are str, one may be empty."""

    old: str
    new: str

    @property
    def is_same(self):
        return self.old == self.new


def list_changes(old, new):
    """Return the new text as a list of Change, in order, with what was there before."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        Change("".join(before[a:b]), "".join(after[c:d])) for _, a, b, c, d in matcher.get_opcodes()
    ]


def get_likeness(one, other):
    """Return how much two texts have in common, word by word, from 0 (nothing) to 1 (all)."""
    matcher = SequenceMatcher(None, TOKEN.findall(one), TOKEN.findall(other), autojunk=False)
    return matcher.ratio()
