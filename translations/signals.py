"""What happens when a source changes, and when a language begins."""

from contextlib import suppress

from django.db.models import ProtectedError
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page, PageViewRestriction, get_page_models
from wagtail.signals import page_published
from wagtail_localize.models import Translation, TranslationSource

from translations.facts import follow_order, follow_source, try_held_back
from translations.permissions import make_translators
from translations.publishing import note_published
from translations.targets import get_target, list_snippet_models
from translations.together import publish_planned

__all__ = ["connect_signals"]

HOME_DEPTH = 2


def connect_signals():
    """Follow the pages and snippets that can be translated; called when all apps are ready."""
    page_published.connect(follow_page)
    for model in list_snippet_models():
        post_save.connect(follow_snippet, sender=model)
        post_delete.connect(delete_translations, sender=model)
    post_save.connect(share_restriction, sender=PageViewRestriction)
    post_delete.connect(share_restriction, sender=PageViewRestriction)
    m2m_changed.connect(share_restriction, sender=PageViewRestriction.groups.through)
    for model in get_page_models():
        post_save.connect(make_role, sender=model)


def follow_page(instance, revision=None, **kwargs):
    note_published(instance, revision)
    # Wagtail also tells of a page that was planned: what nobody sees yet changes no translation.
    if not instance.live:
        return
    follow_source(instance, revision and revision.user)
    try_again(instance, revision and revision.user)
    publish_planned(instance)


def try_again(target, user):
    """Bring facts to a translation that was just published, if it could not take them before."""
    held_back = Translation.objects.filter(held_back__isnull=False, target_locale=target.locale_id)
    for each in held_back.filter(source__object_id=target.translation_key):
        try_held_back(each, user)


def follow_snippet(instance, raw=False, **kwargs):
    if not raw:
        follow_source(instance)
        follow_order(instance)


def delete_translations(instance, **kwargs):
    """Delete the translations of a snippet with it, but for one that a page cannot do without.

    That is the case where its page was not published again without it.
    """
    if not instance.locale.is_default:
        return
    for translation in instance.get_translations():
        with suppress(ProtectedError):
            translation.delete()


def share_restriction(instance, **kwargs):
    """Make the translations of a page private, or public, with the page itself.

    wagtail-localize does so only when a translation is published.
    """
    page = Page.objects.filter(pk=instance.page_id).first()
    source = page and TranslationSource.objects.get_for_instance_or_none(page)
    if source:
        for translation in source.translations.filter(enabled=True):
            if target := get_target(translation):
                source.sync_view_restrictions(page, target)


def make_role(instance, created, raw=False, **kwargs):
    """Give a language its translators as soon as it has a home page, however that was made."""
    is_home = instance.depth == HOME_DEPTH
    if created and not raw and is_home and not instance.locale.is_default:
        make_translators(instance)
