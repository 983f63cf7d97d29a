"""The pages and snippets that can be translated, and those that translations lead to."""

from django.core.exceptions import ObjectDoesNotExist
from modelcluster.fields import ParentalKey
from wagtail.models import Page, get_translatable_models

__all__ = [
    "get_nearest_translation",
    "get_real_translation",
    "get_target",
    "list_snippet_models",
    "list_untranslated_above",
]


def list_snippet_models():
    """Return the translatable models that are neither pages nor parts of something else."""
    return [
        model
        for model in get_translatable_models()
        if model is not Page
        if not any(isinstance(field, ParentalKey) for field in model._meta.get_fields())
    ]


def get_target(translation):
    """Return the page or snippet that a wagtail-localize Translation leads to, or None.

    An alias, which would show the source under another language, is none.
    """
    try:
        target = translation.get_target_instance()
    except ObjectDoesNotExist:
        return None
    return None if getattr(target, "alias_of_id", None) else target


def get_real_translation(page, locale):
    """Return the translation of a page in a Locale that is no alias of it, or None."""
    return page.get_translations().filter(locale=locale, alias_of__isnull=True).first()


def list_untranslated_above(page, locale):
    """Return the pages above `page`, from the top, that have no translation in a Locale."""
    above = page.get_ancestors().filter(depth__gt=1).order_by("depth")
    return [each for each in above if get_real_translation(each, locale) is None]


def get_nearest_translation(page, locale):
    """Return the translation of a page, or of the nearest page above it that has one, or None."""
    pages = page.get_ancestors(inclusive=True).filter(depth__gt=1).order_by("-depth")
    return next((found for each in pages if (found := get_real_translation(each, locale))), None)
