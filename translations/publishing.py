"""Makes a page or snippet in another language out of its source and its translated passages.

This takes the place of wagtail-localize's `Translation.save_target`, which publishes the source
text wherever a passage has no translation, and writes drafts into live pages
(docs/decisions/0006-translation.md).

`passages` are everywhere the Passages of the translation, as they are now: they are read once.
"""

import json

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import (
    RelatedObjectSegment,
    TemplateSegment,
    Translation,
    TranslationLog,
    TranslationSource,
)
from wagtail_localize.segments import (
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

from translations.gaps import close_gaps, get_published, list_gaps
from translations.headings import lead_to_headings
from translations.keeping import measured_once
from translations.models import HeldBack, OwnDraft
from translations.own import (
    list_overrides,
    list_own_places,
    list_own_segments,
    publish_own,
)
from translations.passages import get_part, read_passages, translate_passages
from translations.progress import State, get_state
from translations.sources import get_version
from translations.targets import (
    get_latest_target,
    lead_links_here,
    lead_links_to,
    list_untranslated_above,
    make_target,
    set_slug,
)

__all__ = [
    "build",
    "is_waiting",
    "keep_translated",
    "mark_as_minor",
    "note_published",
    "publish_translation",
    "register_translation",
    "save_draft",
    "show",
    "start_translation",
]


@transaction.atomic
@measured_once()
def start_translation(instance, locale, user=None):
    """Start to translate a page or snippet into a Locale; return its Translation.

    A page gets a draft, and so does each page above it that has no translation yet. A snippet,
    which knows no drafts, is not made before it is published.
    """
    above = list_untranslated_above(instance, locale) if isinstance(instance, Page) else []
    for each in [*above, instance]:
        translation = register_translation(each, locale)
        save_draft(translation, read_passages(translation), user)
    return translation


def register_translation(instance, locale):
    """Let a page or snippet be translated into a Locale, without a draft yet.

    Reads its passages. Returns the wagtail-localize Translation.
    """
    source, _created = TranslationSource.update_or_create_from_instance(get_version(instance))
    translation, _created = Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    return translation


@transaction.atomic
def save_draft(translation, passages, user=None):
    """Make or renew the draft of a page, with source text in its gaps; return the page.

    What visitors see stays as it is. Does nothing for a snippet, and returns None.
    """
    if not issubclass(translation.source.specific_content_type.model_class(), Page):
        return None
    page = build(translation, passages, own=list_own_places(translation, passages))
    lead_to_headings(translation.source.as_instance(), page)
    # As half-filled as the Dutch draft may be: the gate for publishing asks for the rest.
    page.save_revision(user=user, log_action=True, clean=False)
    return page


@transaction.atomic
@measured_once()
def publish_translation(translation, passages, user=None, leave_out=False):
    """Publish a translation; return the page or snippet.

    Where a passage has no translation, visitors get the last published text of that part of the
    page; where there is none, the source text, marked as such, or nothing if `leave_out`.

    Raises ValidationError when something is missing that cannot be left out, or when the gate for
    publishing (`pages.publishing`) refuses the page.
    """
    # Built first, so that it is seen what a language gives up.
    target = build(translation, passages, own=list_own_places(translation, passages))
    publish_own(translation, user)
    # It has the facts of now.
    HeldBack.objects.filter(translation=translation).delete()
    left_out = list_gaps(passages) if leave_out else []
    close_gaps(target, passages, get_published(translation), left_out)
    show(translation, target, user)
    translation.destination_last_updated_at = timezone.now()
    translation.save(update_fields=["destination_last_updated_at"])
    return target


def show(translation, target, user=None):
    """Let visitors see a page or snippet that was made of a translation, and links lead to it."""
    lead_to_headings(translation.source.as_instance(), target)
    source, locale = translation.source, translation.target_locale
    if isinstance(target, Page):
        revision = target.save_revision(user=user, log_action=True)
        # First, as `note_published` looks for it.
        TranslationLog.objects.create(source=source, locale=locale, revision=revision)
        revision.publish(user=user)
    else:
        target.full_clean()
        target.save()
        TranslationLog.objects.create(source=source, locale=locale)
    lead_links_here(source.get_source_instance(), target)


def note_published(page, revision):
    """Note that visitors see a draft of a translated page, which something of Wagtail published.

    Its bulk action, a date and an approval publish the draft as it was saved last, a Revision;
    what somebody wrote since waits. What is published here has a TranslationLog.
    """
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()
    if translation and revision and not TranslationLog.objects.filter(revision=revision).exists():
        publish_own(translation, revision.user)
        translation.destination_last_updated_at = revision.created_at
        translation.save(update_fields=["destination_last_updated_at"])


def mark_as_minor(translation, passages, seen, user=None):
    """Keep the translation of passages that changed: what changed matters to no visitor.

    `seen` has the keys of those that were shown to who says so. The translation is as current
    after this as it was. Returns the State that it has now.
    """
    kept = {each.key: each.text for each in passages if each.is_changed and each.key in seen}
    return keep_translated(translation, passages, kept, user)


@transaction.atomic
def keep_translated(translation, passages, texts, user=None):
    """Store `texts` as translations that say what they said before; return the State as it is now.

    `texts` is a dictionary of the key of a Passage to a str. What is published is published again
    when nothing else is to be done and no draft of somebody else is waiting.
    """
    has_draft = is_draft_waiting(translation, passages)
    passages = translate_passages(passages, texts, translation.target_locale, user)
    if get_state(translation) == State.READY and not has_draft:
        publish_translation(translation, passages, user)
    return get_state(translation)


def is_draft_waiting(translation, passages):
    """Return whether somebody translated or chose something that visitors do not see yet."""
    has_own = OwnDraft.objects.filter(translation=translation).exists()
    return has_own or any(is_waiting(translation, each) for each in passages)


def is_waiting(translation, passage):
    """Return whether somebody translated a Passage after the translation was published last."""
    published_at = translation.destination_last_updated_at
    return published_at is None or (
        passage.translation is not None and passage.translation.updated_at > published_at
    )


def build(translation, passages, target=None, own=None):
    """Return the target, made again from the source and its Passages, unsaved.

    That is `target`, else the latest there is. `own` are the OwnPlaces of the language, by default
    as visitors have them. A page that is not there yet is made, as a draft.
    """
    source, locale = translation.source, translation.target_locale
    original = source.as_instance()
    if target is None:
        target = get_latest_target(translation) or make_target(translation, original)
    own = own or list_own_places(translation, passages, with_draft=False)
    copy_synchronised_fields(original, target)
    segments = [*list_segments(translation, passages), *list_own_segments(own)]
    ingest_segments(original, target, source.locale, locale, segments)
    lead_links_to(locale, original, target)
    if hasattr(target, "untranslated"):
        target.untranslated = list_gaps(passages)
    own_slug = next((each.value for each in own if each.path == "slug"), None)
    had_own_slug = list_overrides(translation).filter(context__path="slug")
    set_slug(target, own_slug, is_anew=own_slug is None and had_own_slug.exists())
    if isinstance(target, Page):
        source.sync_view_restrictions(original, target)
    return target


def list_segments(translation, passages):
    """Return the segments with words and relations for wagtail-localize to put into the target."""
    source, locale = translation.source, translation.target_locale
    of_source = {"source": source}
    templates = TemplateSegment.objects.filter(**of_source).select_related("template", "context")
    links = RelatedObjectSegment.objects.filter(**of_source).select_related("object", "context")
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
