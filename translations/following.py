"""What changes how far a translation is, so that it is written down in the same transaction."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import Locale, Page, PageViewRestriction, get_page_models
from wagtail.signals import page_published, page_unpublished, post_page_move
from wagtail_localize.models import (
    TranslatableObject,
    Translation,
    disable_translation_on_delete,
)

from translations.keeping import refresh_instance, refresh_progress
from translations.models import OwnDraft
from translations.notes import note
from translations.passages import passages_translated
from translations.targets import list_snippet_models
from translations.tasks import refresh_all, refresh_below

__all__ = ["follow_changes"]


def follow_changes():
    """Connect what is here; after `translations.signals`, which reads the sources anew."""
    page_published.connect(follow_publication)
    page_unpublished.connect(follow_withdrawal)
    for model in get_page_models():
        post_save.connect(follow_new, sender=model)
    post_delete.connect(follow_deletion, sender=Page)
    post_page_move.connect(follow_move)
    post_save.connect(follow_restriction, sender=PageViewRestriction)
    post_delete.connect(follow_restriction, sender=PageViewRestriction)
    for model in list_snippet_models():
        post_save.connect(follow_saved, sender=model)
        post_delete.connect(follow_deletion, sender=model)
    post_save.connect(follow_translation, sender=Translation)
    post_delete.connect(follow_end, sender=Translation)
    passages_translated.connect(follow_passages)
    post_save.connect(follow_own, sender=OwnDraft)
    post_delete.connect(follow_own, sender=OwnDraft)
    post_save.connect(follow_language, sender=Locale)


def follow_publication(instance, **kwargs):
    refresh_instance(instance)
    note("published", instance)


def follow_withdrawal(instance, **kwargs):
    refresh_instance(instance)
    note("unpublished", instance)


def follow_saved(instance, raw=False, **kwargs):
    if not raw:
        follow_publication(instance)


def follow_new(instance, created, raw=False, **kwargs):
    """Follow a page that was made, and until it is published; later there is a signal."""
    if not raw and (created or instance.first_published_at is None):
        refresh_instance(instance)


def follow_deletion(instance, **kwargs):
    # wagtail-localize does so too, but later than this.
    disable_translation_on_delete(instance)
    refresh_instance(instance)
    note("deleted", instance)


def follow_move(instance, **kwargs):
    """A page may come below a private one, or leave it, with all that is below it."""
    refresh_below(instance)
    note("moved", instance)


def follow_restriction(instance, raw=False, **kwargs):
    page = None if raw else Page.objects.filter(pk=instance.page_id).first()
    if page:
        refresh_below(page)
        note("hidden", page)


def follow_translation(instance, raw=False, **kwargs):
    """Follow what was started, published or stopped."""
    if not raw:
        follow_passages(key=instance.source.object_id)


def follow_end(instance, origin, **kwargs):
    """Follow what is translated no more, unless its language goes, and all rows of that."""
    if getattr(origin, "model", type(origin)) is not Locale:
        follow_passages(key=instance.source.object_id)


def follow_own(instance, **kwargs):
    """Follow what a language is to have of its own when its translation is published next."""
    follow_passages(key=instance.translation.source.object_id)


def follow_passages(key, **kwargs):
    """Follow what was written for the page or snippet with this translation key."""
    kept = TranslatableObject.objects.select_related("content_type").filter(pk=key).first()
    if kept:
        refresh_progress(kept.content_type.model_class(), [key])


def follow_language(created, raw=False, **kwargs):
    if created and not raw:
        refresh_all()
