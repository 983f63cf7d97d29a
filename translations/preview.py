"""A translation as visitors would get it, of words that are not saved yet."""

from contextlib import contextmanager
from dataclasses import replace

from django.db import transaction
from django.urls import reverse
from wagtail.admin.ui.side_panels import PreviewSidePanel
from wagtail.models import PreviewableMixin

from translations.gaps import close_gaps, get_published, is_published, is_required, list_gaps
from translations.headings import lead_to_headings
from translations.own import list_own_places
from translations.passages import get_part, make_translation
from translations.publishing import build
from translations.targets import get_target

__all__ = ["is_previewable", "list_preview_panels", "making_preview", "put_in"]


def is_previewable(translation):
    """Return whether what a translation is of can be shown as visitors see it."""
    model = get_model(translation)
    return issubclass(model, PreviewableMixin) and model().is_previewable()


def list_preview_panels(request, translation):
    """Return the panel with the preview beside the fields, as a list; none for a snippet."""
    if not is_previewable(translation):
        return []
    target = get_target(translation) or get_model(translation)()
    url = reverse("translations:preview", args=[translation.pk])
    return [PreviewSidePanel(target, request, preview_url=url)]


def get_model(translation):
    return translation.source.specific_content_type.model_class()


def put_in(passages, forms, locale, user):
    """Return Passages with what filled PassageForms hold, as a list; nothing is saved.

    What does not fit is left out, as it is when somebody saves.
    """
    texts = {form.passage.key: form.get_translation() for form in forms if form.is_valid()}
    return [
        replace(each, translation=make_translation(each, texts[each.key], locale, user))
        if texts.get(each.key)
        else each
        for each in passages
    ]


@contextmanager
def making_preview(translation, passages):
    """Give the page or snippet as visitors would get it, for the length of a `with` block.

    What has to be made for it in the database, such as a page that is not there yet, is gone
    again after the block. Gaps are in the source language and marked, also those that stand in
    the way of publishing.
    """
    with transaction.atomic():
        own = list_own_places(translation, passages)
        target = build(translation, passages, own=own)
        published = get_published(translation)
        needed = [
            part
            for part in list_gaps(passages)
            if is_required(type(target), part) and not is_published(published, part)
        ]
        rest = [each for each in passages if get_part(each.path) not in needed]
        close_gaps(target, rest, published, left_out=[])
        if hasattr(target, "untranslated"):
            target.untranslated = [*target.untranslated, *needed]
        lead_to_headings(translation.source.as_instance(), target)
        yield target
        transaction.set_rollback(True)
