"""Makes a page or snippet in another language out of its source and its translated passages.

This takes the place of wagtail-localize's `Translation.save_target`, which publishes the source
text wherever a passage has no translation, and writes drafts into live pages
(docs/decisions/0006-translation.md).
"""

import json
import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    TemplateSegment,
    Translation,
    TranslationLog,
    TranslationSource,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

from translations.gaps import close_gaps, get_published, list_gaps
from translations.links import lead_links_here, lead_links_to
from translations.passages import get_part, read_passages
from translations.permissions import make_translators
from translations.targets import get_target, list_untranslated_above

__all__ = ["publish_translation", "register_translation", "save_draft", "start_translation"]

HOME_DEPTH = 2


@transaction.atomic
def start_translation(instance, locale, user=None):
    """Start to translate a page or snippet into a Locale; return its Translation.

    A page gets a draft, and so does each page above it that has no translation yet. A snippet,
    which knows no drafts, is not made before it is published.
    """
    above = list_untranslated_above(instance, locale) if isinstance(instance, Page) else []
    for each in [*above, instance]:
        translation = register_translation(each, locale)
        save_draft(translation, user)
    return translation


def register_translation(instance, locale):
    """Let a page or snippet be translated into a Locale, without a draft yet.

    Reads its passages. Returns the wagtail-localize Translation.
    """
    source, _created = TranslationSource.update_or_create_from_instance(instance)
    translation, _created = Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    return translation


@transaction.atomic
def save_draft(translation, user=None):
    """Make or renew the draft of a page, with source text in its gaps; return the page.

    What visitors see stays as it is. Does nothing for a snippet, and returns None.
    """
    if not issubclass(translation.source.specific_content_type.model_class(), Page):
        return None
    page = build(translation, read_passages(translation))
    page.save_revision(user=user, log_action=True)
    return page


@transaction.atomic
def publish_translation(translation, user=None, leave_out=False):
    """Publish a translation; return the page or snippet.

    Where a passage has no translation, visitors get the last published text of that part of the
    page; where there is none, the source text, marked as such, or nothing if `leave_out`.

    Raises ValidationError when something is missing that cannot be left out, or when the page
    above it is not published in this language.
    """
    passages = read_passages(translation)
    target = build(translation, passages)
    close_gaps(target, list_gaps(passages), get_published(translation), leave_out)
    check_parent(target)
    if isinstance(target, Page):
        revision = target.save_revision(user=user, log_action=True)
        revision.publish(user=user)
    else:
        revision = None
        target.full_clean()
        target.save()
    lead_links_here(translation.source.get_source_instance(), target)
    TranslationLog.objects.create(
        source=translation.source, locale=translation.target_locale, revision=revision
    )
    translation.destination_last_updated_at = timezone.now()
    translation.save(update_fields=["destination_last_updated_at"])
    return target


def check_parent(target):
    """Raise ValidationError for a page below one that visitors cannot see."""
    parent = target.get_parent() if isinstance(target, Page) else None
    if parent is not None and not parent.is_root() and not parent.live:
        raise ValidationError(
            _("First publish the page above this one in this language: %(title)s.")
            % {"title": parent.get_admin_display_title()}
        )


def build(translation, passages):
    """Return the target, made anew from the source and its Passages, unsaved.

    A page that is not there yet is made, as a draft.
    """
    source, locale = translation.source, translation.target_locale
    original = source.as_instance()
    target = get_latest(translation) or make_target(translation, original)
    copy_synchronised_fields(original, target)
    ingest_segments(original, target, source.locale, locale, list_segments(translation, passages))
    lead_links_to(locale, original, target)
    if hasattr(target, "untranslated"):
        target.untranslated = list_gaps(passages)
    set_slug(target)
    if isinstance(target, Page):
        source.sync_view_restrictions(original, target)
    return target


def get_latest(translation):
    """Return the target as it was last saved, published or not, or None."""
    target = get_target(translation)
    return target.get_latest_revision_as_object() if isinstance(target, Page) else target


def make_target(translation, original):
    """Return a new page or snippet in the language, which for a page is a saved draft.

    An alias of the source, which Wagtail's own synchronisation makes, becomes that draft.
    """
    if isinstance(original, Page) and Page.objects.filter(
        translation_key=original.translation_key, locale=translation.target_locale
    ).update(alias_of=None, live=False):
        return get_latest(translation)
    target = original.copy_for_translation(translation.target_locale)
    if isinstance(target, Page) and target.depth == HOME_DEPTH:
        make_translators(target)
    return target


def list_segments(translation, passages):
    """Return all segments of a translation for wagtail-localize to put into the target."""
    source, locale = translation.source, translation.target_locale
    of_source = {"source": source}
    templates = TemplateSegment.objects.filter(**of_source).select_related("template", "context")
    links = RelatedObjectSegment.objects.filter(**of_source).select_related("object", "context")
    others = (
        OverridableSegment.objects.filter(**of_source)
        .annotate_override_json(locale)
        .filter(override_json__isnull=False)
        .select_related("context")
    )
    return [
        *list_string_segments(passages),
        *(
            TemplateSegmentValue(
                each.context.path,
                each.template.template_format,
                each.template.template,
                each.template.string_count,
                order=each.order,
            )
            for each in templates
        ),
        *(
            RelatedObjectSegmentValue(
                each.context.path,
                each.object.content_type,
                each.object.translation_key,
                order=each.order,
            )
            for each in links
            if each.object.has_translation(locale)
        ),
        *(
            OverridableSegmentValue(
                each.context.path, json.loads(each.override_json), order=each.order
            )
            for each in others
        ),
    ]


def list_string_segments(passages):
    """Return each passage in the words of the translator, or of the source within a gap.

    A part with a gap is wholly in the source language, so that none mixes two.
    """
    gaps = set(list_gaps(passages))
    return [
        StringSegmentValue(
            passage.path,
            StringValue(passage.source_text if get_part(passage.path) in gaps else passage.text),
            attrs=json.loads(passage.segment.attrs),
        ).with_order(passage.segment.order)
        for passage in passages
    ]


def set_slug(target):
    """Make the slug from the translated title, until others may have linked to it."""
    if isinstance(target, Page):
        if target.first_published_at is None:
            wanted = make_slug(target.title) or target.slug
            target.slug = find_available_slug(target.get_parent(), wanted, ignore_page_id=target.pk)
    elif hasattr(target, "slug") and target._state.adding:
        target.slug = find_free_slug(target, make_slug(str(target)))


def make_slug(words):
    """Return words as a slug; Django would let a dash between words disappear."""
    return slugify(re.sub(r"\s*[–—]\s*", "-", words))


def find_free_slug(snippet, wanted):
    """Return `wanted`, with a number behind it where another snippet of the language has it."""
    taken = set(
        type(snippet)
        .objects.filter(locale=snippet.locale, slug__startswith=wanted)
        .values_list("slug", flat=True)
    )
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in [wanted, *numbered] if slug not in taken)
