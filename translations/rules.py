"""Why a translated page may not go live: what stands there in the source language still."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.fields import TranslatableField, get_translatable_fields
from wagtail_localize.models import Translation

from translations.gaps import is_required
from translations.passages import read_passages

__all__ = ["get_translation", "list_unseen", "list_untranslated"]


def list_untranslated(page):
    """Return the reasons, as a list of str, why visitors may not see a translation as it is here.

    Gaps that a page can be without are no reason: they are marked as the source language where
    they are shown (WCAG 2.2, 3.1.2), or left out.
    """
    original = get_original(page)
    if original is None:
        return []
    translation = get_translation(page)
    if translation is None:
        return list_untouched(page, original)
    return [
        *list_missing(page, original, translation),
        *list_unseen(original),
        *list_hidden_above(page),
    ]


def get_original(page):
    """Return the page in the source language that this page is a translation of, or None."""
    if page.locale.is_default:
        return None
    original = page.get_translations().filter(locale=Locale.get_default()).first()
    return original and original.specific


def get_translation(instance):
    """Return the Translation that makes a page or snippet, or None where people write it."""
    return (
        Translation.objects.filter(
            source__object_id=instance.translation_key,
            target_locale=instance.locale_id,
            enabled=True,
        )
        .select_related("source", "target_locale")
        .first()
    )


def list_missing(page, original, translation):
    """Return a reason for each text that a page cannot be without and that is not translated."""
    names = [name for name in list_text_fields(page) if is_required(type(page), name)]
    missing = [name for name in names if page.is_untranslated(name)]
    same = [name for name in names if getattr(page, name) == getattr(original, name)]
    if same:
        # A name can be the same in both languages: then a translator has said so.
        gaps = {each.path for each in read_passages(translation) if not each.is_translated}
        missing += [name for name in same if name in gaps and name not in missing]
    fields = [capfirst(page._meta.get_field(name).verbose_name) for name in missing]
    return [_("%(field)s must be translated first.") % {"field": field} for field in fields]


def list_unseen(original):
    """Return a reason, as a list, against a translation of a page that visitors do not see."""
    if original.live:
        return []
    language = original.locale.get_display_name()
    return [_("First publish the page itself (%(language)s).") % {"language": language}]


def list_hidden_above(page):
    """Return a reason, as a list, against a page below one that visitors cannot see."""
    parent = page.get_parent()
    if parent.is_root() or parent.live:
        return []
    return [
        _("First publish the page above this one in this language: %(title)s.")
        % {"title": parent.get_admin_display_title()}
    ]


def list_untouched(page, original):
    """Return a reason, as a list, against a copy that has all words of its original still."""
    names = list_text_fields(page)
    if any(read_text(page, name) != read_text(original, name) for name in names):
        return []
    return [
        _("The words are those of the page in another language (%(language)s). Translate them.")
        % {"language": original.locale.get_display_name()}
    ]


def list_text_fields(page):
    """Return the names of the fields of a page that a translator fills, as a list."""
    return [
        each.field_name
        for each in get_translatable_fields(type(page))
        if isinstance(each, TranslatableField)
        if page._meta.get_field(each.field_name).concrete
    ]


def read_text(page, name):
    """Return a field as it is written down, a StreamField as JSON."""
    return page._meta.get_field(name).value_to_string(page)
