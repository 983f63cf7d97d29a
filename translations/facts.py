"""Facts follow by themselves: what is published in a language is made again when its source is.

Somebody who withdrew, another date, another order: visitors of every language see it at once. The
words that they see stay, and words that wait for a translator, or to be published, go on waiting.
"""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from wagtail.log_actions import log
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from pages.ordering import OrderedModel
from pages.publishing import REFUSED
from translations.gaps import close_gaps, get_published, is_published, list_gaps
from translations.models import HeldBack
from translations.passages import read_passages
from translations.publishing import build, is_waiting, save_draft, show
from translations.sources import has_same_content, list_parts, refresh_source, serialize
from translations.targets import get_target

__all__ = ["follow_order", "follow_source", "try_held_back"]


@transaction.atomic
def follow_source(instance, user=None):
    """Bring the translations of a page or snippet in step that was published or saved again.

    Its texts are read anew, and its facts go to every published translation, as a publication of
    its own in the history of a page. Does nothing for what was never sent to be translated, nor
    where nothing changed that a translation shows, but for one that could not take it before.
    """
    source = TranslationSource.objects.get_for_instance_or_none(instance)
    if source is None:
        return
    parts = list_parts(source)
    translations = source.translations.select_related("source", "target_locale")
    if not refresh_source(source, instance):
        translations = translations.filter(held_back__isnull=False)
    # One at a time: nobody saves a passage between what is read here and what is published.
    for each in translations.select_for_update(of=["self"]).filter(enabled=True):
        follow(each, parts, user)


@transaction.atomic
def try_held_back(translation, user=None):
    """Bring the facts of now to a translation that could not take them before, if it can now."""
    locked = Translation.objects.select_related("source", "target_locale")
    locked = locked.select_for_update(of=["self"]).filter(
        pk=translation.pk, enabled=True, held_back__isnull=False
    )
    for each in locked:
        follow(each, set(), user)


def follow(translation, parts_before, user):
    """Publish a translation with the facts of its source, where it is published; renew its draft.

    A draft that stayed as it was would put the facts of before back when somebody publishes it.
    `parts_before` names the parts of the source before: what was left out of the translation then
    stays out. When it is refused, it stays as it is, its history says why, and it is HeldBack.
    """
    target = get_target(translation)
    if target is None:
        return
    held_back = HeldBack.objects.filter(translation=translation).first()
    parts_before = set(held_back.parts) if held_back else parts_before
    passages = read_passages(translation)
    try:
        with transaction.atomic():
            # First, as publishing tries again whatever is held back.
            HeldBack.objects.filter(translation=translation).delete()
            if published := get_published(translation):
                renew(translation, passages, published, parts_before, user)
            if published is None or getattr(published, "has_unpublished_changes", False):
                save_draft(translation, passages)
    except ValidationError as error:
        if not held_back:
            log(target, REFUSED, data={"reasons": error.messages})
            HeldBack.objects.create(translation=translation, parts=sorted(parts_before))


def renew(translation, passages, published, parts_before, user):
    target = get_published(translation)
    shown = [hold_back(translation, each) for each in passages]
    build(translation, shown, target)
    close_gaps(target, shown, published, list_left_out(shown, published, parts_before))
    if not has_same_content(type(target), serialize(published), serialize(target)):
        show(translation, target, user)


def list_left_out(passages, published, parts_before):
    """Return the gaps that were there before and of which visitors saw nothing, as a list."""
    shown = getattr(published, "untranslated", [])
    return [
        part
        for part in list_gaps(passages)
        if part in parts_before and part not in shown and not is_published(published, part)
    ]


def hold_back(translation, passage):
    """Return a Passage without the words that were not published yet."""
    return replace(passage, translation=None) if is_waiting(translation, passage) else passage


def follow_order(instance):
    """Give the translations of a list that editors drag into order the order of its source.

    `instance` is a snippet of the list, of which one or more have moved.
    """
    if not isinstance(instance, OrderedModel):
        return
    snippets = type(instance)._default_manager
    sources = snippets.filter(
        translation_key=OuterRef("translation_key"), locale=Locale.get_default()
    )
    place = Subquery(sources.values("sort_order")[:1])
    translations = snippets.exclude(locale=Locale.get_default()).filter(Exists(sources))
    translations.exclude(sort_order=place).update(sort_order=place)
