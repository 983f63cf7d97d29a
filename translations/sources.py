"""Keeps the texts to translate in step with what is published in the source language."""

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from translations.models import PassageChange
from translations.passages import get_likeness

__all__ = [
    "get_version",
    "has_same_content",
    "list_parts",
    "pair_changed",
    "refresh_source",
    "serialize",
]

# Where a word may be cut, and marks without a width.
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
# The row in the path of a table's cell, which is another one for each row put in above it.
ROW = re.compile(r"(?<=\.cell\.)\d+(?=\.)")


@dataclass(frozen=True)
class Text:
    """A text of a source: the primary keys of its String and its context, and its words."""

    pk: int
    words: str
    context: int = field(compare=False)


def get_version(instance):
    """Return what a translation is made of: a page as visitors saw it last, or its first draft.

    What they saw tells, when it is published again, what changed for them since.
    """
    if isinstance(instance, Page) and not (instance.live or instance.first_published_at):
        return instance.get_latest_revision_as_object()
    return instance


@transaction.atomic
def refresh_source(source, instance):
    """Read the texts of a page or snippet that was published or saved again.

    Publishes nothing. A text that took the place of another is remembered with it, and a text
    that only moved to another place keeps its translation. Returns whether anything changed that
    a translation shows.
    """
    if has_same_content(type(instance), source.content_json, serialize(instance)):
        return False
    before = list_texts(source)
    TranslationSource.update_or_create_from_instance(instance)
    source.refresh_from_db()
    changes = list_replaced(before, list_texts(source))
    remember_changes(changes)
    keep_moved_texts(source, changes)
    return True


def has_same_content(model, one, other):
    """Return whether two instances of a model, as JSON, show the same to visitors."""
    return level(get_content(model, one)) == level(get_content(model, other))


def get_content(model, text):
    """Return what a translation shows of an instance that is written down as JSON, as a dict."""
    data = json.loads(text)
    content = {name: data.get(name) for name in get_names(model)}
    # A stream is JSON in the JSON, whose keys come in any order.
    streams = [field.name for field in model._meta.fields if isinstance(field, StreamField)]
    return content | {name: json.loads(content[name] or "[]") for name in streams}


def list_parts(source):
    """Return the names of the parts that a source has now, as `passages.get_part` gives them."""
    model = source.specific_content_type.model_class()
    parts = set()
    for name, value in get_content(model, source.content_json).items():
        parts.add(name)
        if isinstance(value, list):
            parts |= {f"{name}.{identity}" for each in value if (identity := get_identity(each))}
    return parts


def get_identity(each):
    """Return the id of a block, or the translation key of an inline child, or None."""
    return (each.get("id") or each.get("translation_key")) if isinstance(each, dict) else None


def get_names(model):
    """Return the names of the fields that are translated or copied to translations."""
    links = (
        field.name
        for field in model._meta.many_to_many
        if isinstance(field, ParentalManyToManyField)
    )
    return {*(field.field_name for field in get_translatable_fields(model)), *links}


def serialize(instance):
    """Return a page or snippet as wagtail-localize writes it down, as JSON."""
    if isinstance(instance, ClusterableModel):
        return instance.to_json()
    return json.dumps(get_serializable_data_for_fields(instance), cls=DjangoJSONEncoder)


def list_texts(source):
    """Return the texts of a source in order, as a dictionary of place to list of Text.

    A place is the path of a context; the cells of one column of a table are one place.
    """
    texts = {}
    segments = StringSegment.objects.filter(source=source).order_by("order")
    for path, context, pk, words in segments.values_list(
        "context__path", "context_id", "string_id", "string__data"
    ):
        texts.setdefault(ROW.sub("*", path), []).append(Text(pk, words, context))
    return texts


def list_replaced(before, after):
    """Return (old, new) for each Text that took the place of one that is gone, as a list.

    What only moved to another place of the source is not gone.
    """
    was, now = (
        Counter(each.pk for texts in some.values() for each in texts) for some in (before, after)
    )
    return [
        (old, new)
        for place, texts in after.items()
        for old, new in pair_changed(before.get(place, []), texts)
        if now[old.pk] < was[old.pk]
    ]


def remember_changes(changes):
    for old, new in changes:
        PassageChange.objects.update_or_create(
            context_id=new.context, new_id=new.pk, defaults={"old_id": old.pk}
        )


def pair_changed(before, after):
    """Yield (old, new) for each Text in `after` that took the place of one in `before`."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation == "replace":
            yield from pair_alike(before[a:b], after[c:d])


def pair_alike(before, after):
    """Yield (old, new): in order where there are as many of both, else those most alike."""
    if len(before) == len(after):
        yield from zip(before, after, strict=True)
        return
    pairs = ((get_likeness(old.words, new.words), old, new) for old in before for new in after)
    taken = set()
    for likeness, old, new in sorted(pairs, key=lambda pair: pair[0], reverse=True):
        if likeness > 0 and taken.isdisjoint({old, new}):
            taken |= {old, new}
            yield old, new


def level(content):
    """Return a text, or all texts in lists and dictionaries, without what nobody sees in it.

    What has no order of its own in a list, as the database gives it, comes in one order.
    """
    if isinstance(content, str):
        return " ".join(UNSEEN.sub("", content.replace("&nbsp;", " ")).split())
    if isinstance(content, dict):
        return {name: level(each) for name, each in content.items()}
    if isinstance(content, list):
        return sorted((level(each) for each in content), key=get_place)
    return content


def get_place(each):
    """Return what a list is compared by: primary keys, and inline children with a `sort_order`.

    Blocks stay in their order, as all of them have the same place.
    """
    if isinstance(each, int):
        return each, ""
    return 0, (each.get("translation_key", "") if isinstance(each, dict) else "")


def keep_moved_texts(source, changes):
    """Give a text the translation that the same text, as it is read, had elsewhere in the page.

    It moved to another place, or only its spaces changed. So does a text that moved in a table
    and then was replaced: `changes` are its (old, new), so that its translation is found there.
    """
    segments = StringSegment.objects.filter(source=source)
    places = [
        *segments.values_list("string_id", "context_id", "string__data"),
        *((old.pk, new.context, old.words) for old, new in changes),
    ]
    had = list(
        StringTranslation.objects.filter(context__object_id=source.object_id, has_error=False)
        .select_related("translation_of")
        .order_by("updated_at")
    )
    known = {(each.translation_of_id, each.context_id, each.locale_id) for each in had}
    latest = {(level(each.translation_of.data), each.locale_id): each for each in had}
    moved = StringTranslation.objects.bulk_create(
        copy_to(string, context, translation)
        for string, context, words in set(places)
        for (translated, locale), translation in latest.items()
        if translated == level(words) and (string, context, locale) not in known
    )
    # Creating dates them now, as if somebody had just translated them.
    for each in moved:
        each.updated_at = each.moved_from.updated_at
    StringTranslation.objects.bulk_update(moved, ["updated_at"])


def copy_to(string, context, translation):
    """Return a StringTranslation as another one, at another place (primary keys), unsaved."""
    copy = StringTranslation(
        translation_of_id=string,
        context_id=context,
        locale_id=translation.locale_id,
        data=translation.data,
        translation_type=translation.translation_type,
        tool_name=translation.tool_name,
        last_translated_by_id=translation.last_translated_by_id,
    )
    copy.moved_from = translation
    return copy
