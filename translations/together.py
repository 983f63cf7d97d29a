"""A page and its translation appear together: translated as a draft, published at one moment."""

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from pages.publishing import REFUSED
from translations.models import JointPublication
from translations.passages import read_passages
from translations.publishing import publish_translation
from translations.sources import get_version, refresh_source
from translations.targets import get_target

__all__ = [
    "cancel_plan",
    "catch_up_with_draft",
    "get_plan",
    "is_source_shown",
    "plan_publication",
    "publish_planned",
]


def is_source_shown(translation):
    """Return whether visitors see the page that a translation is made of; a snippet they do."""
    if not issubclass(translation.source.specific_content_type.model_class(), Page):
        return True
    return list_source_pages(translation).filter(live=True).exists()


def list_source_pages(translation):
    """Return the page that a translation is made of as a queryset; empty for a snippet."""
    source = translation.source
    return Page.objects.filter(translation_key=source.object_id, locale=source.locale_id)


@transaction.atomic
def catch_up_with_draft(translation):
    """Read the texts of a page anew that no visitor ever saw and that was saved meanwhile."""
    page = list_source_pages(translation).filter(live=False, first_published_at=None).first()
    if page is None:
        return
    source = TranslationSource.objects.select_for_update().get(pk=translation.source_id)
    if refresh_source(source, get_version(page)):
        translation.source.refresh_from_db()


def get_plan(translation):
    """Return the JointPublication of a translation, or None."""
    return JointPublication.objects.filter(translation=translation).first()


def plan_publication(translation, user):
    """Let a translation be published as soon as its source is, in the name of `user`."""
    JointPublication.objects.update_or_create(translation=translation, defaults={"user": user})


def cancel_plan(translation):
    """Let a translation wait for somebody who publishes it."""
    JointPublication.objects.filter(translation=translation).delete()


def publish_planned(page):
    """Publish the translations that were to appear with a page, which was just published.

    What the gate for publishing refuses stays a draft; its history and the dashboard say why.
    """
    plans = JointPublication.objects.select_related("translation__target_locale", "user").filter(
        translation__source__object_id=page.translation_key,
        translation__source__locale=page.locale_id,
        translation__enabled=True,
    )
    for each in plans:
        each.delete()
        try:
            with transaction.atomic():
                translation = each.translation
                publish_translation(translation, read_passages(translation), each.user)
        except ValidationError as error:
            if target := get_target(translation):
                log(target, REFUSED, data={"reasons": error.messages})
