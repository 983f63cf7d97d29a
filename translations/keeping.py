"""Keeps `models.Progress` in step with pages, snippets and their translations."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, get_page_models

from translations.models import Progress
from translations.progress import measure
from translations.targets import list_target_locales

__all__ = [
    "check_progress",
    "list_next_keys",
    "measured_once",
    "refresh_instance",
    "refresh_progress",
    "write_down",
]

# What says which row it is, and what is no measure of it.
IDENTITY = {"id", "translation_key", "locale", "mended_at", "times_read"}
MEASURES = [field.attname for field in Progress._meta.concrete_fields if field.name not in IDENTITY]


# What is to be written down at the end of a block, as {model: keys}; None outside of any.
waiting = ContextVar("waiting", default=None)


@contextmanager
def measured_once():
    """Write down what changes in this block once, at its end, however often it changes.

    The block is to be in a transaction, so that nobody sees a row that is behind.
    """
    if waiting.get() is not None:
        yield
        return
    changed = {}
    token = waiting.set(changed)
    try:
        yield
    finally:
        waiting.reset(token)
    for model, keys in changed.items():
        refresh_progress(model, keys)


def refresh_instance(instance):
    """Write down how far a page or snippet is in every language, itself a translation or not."""
    refresh_progress(instance.get_translation_model(), [instance.translation_key])


def refresh_progress(model, keys):
    """Write down how far pages (`model` is Page) or snippets of a model are, in every language.

    Takes their translation keys. Waits for the end of a block of `measured_once`.
    """
    changed = waiting.get()
    if changed is None:
        write_down(model, keys)
    else:
        changed.setdefault(model, set()).update(keys)


@transaction.atomic(savepoint=False)
def write_down(model, keys, **extra):
    """Do as `refresh_progress`, now; return how many rows were not right (int).

    `extra` has fields for those rows. The number of queries is the same for any number of keys.
    """
    keys = sorted(set(keys))
    wrong = 0
    for locale in list_target_locales():
        # First the lock: what somebody else is changing now is measured when they have done so.
        kept = Progress.objects.filter(translation_key__in=keys, locale=locale).order_by("pk")
        kept = {row.translation_key: row for row in kept.select_for_update()}
        rows = {row.translation_key: row for row in measure(model, keys, locale)}
        wrong += store(rows, kept, extra)
    return wrong


def store(rows, kept, extra):
    """Let `kept` rows be as `rows` (both by key); return how many were not (int)."""
    others = [row for key, row in rows.items() if not is_same(row, kept.get(key))]
    for row in others:
        for name, value in extra.items():
            setattr(row, name, value)
    Progress.objects.bulk_create(
        others,
        update_conflicts=True,
        unique_fields=["translation_key", "locale"],
        update_fields=[*MEASURES, *extra],
    )
    gone = [row.pk for key, row in kept.items() if key not in rows]
    Progress.objects.filter(pk__in=gone).delete()
    return len(others) + len(gone)


def is_same(row, kept):
    return kept is not None and all(getattr(row, name) == getattr(kept, name) for name in MEASURES)


def check_progress(model, keys):
    """Do as `refresh_progress`, and mark what it had to mend as such."""
    return write_down(model, keys, mended_at=timezone.now())


def list_next_keys(model, after, number, path=""):
    """Return the next translation keys of pages or snippets, in order, as a list.

    They come after the key `after` (None at the start). With the `path` of a page only those of
    that page and the pages below it; else also keys that only a row has, so that it is found out.
    """
    if path:
        querysets = [model.objects.filter(path__startswith=path)]
    else:
        kinds = [ContentType.objects.get_for_model(each) for each in list_types(model)]
        querysets = [model.objects.all(), Progress.objects.filter(kind__in=kinds)]
    found = set()
    for each in querysets:
        rest = each.filter(translation_key__gt=after) if after else each
        rest = rest.order_by("translation_key").values_list("translation_key", flat=True)
        found |= set(rest.distinct()[:number])
    return sorted(found)[:number]


def list_types(model):
    """Return the models that objects of a model are themselves: all page types for Page."""
    return get_page_models() if model is Page else [model]
