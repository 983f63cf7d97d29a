"""The way from a page to its translations."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail_localize.models import Translation

from translations.board import list_target_locales
from translations.permissions import may_start, may_translate

__all__ = ["list_translation_buttons"]


def list_translation_buttons(page, user):
    """Return a Button for each language that somebody may translate a source page into, as a list.

    Who has the right to submit translations sees wagtail-localize's own button to start them.
    """
    if page.is_root() or not page.locale.is_default:
        return []
    has_button = user.has_perm("wagtail_localize.submit_translation")
    started = {
        each.target_locale_id: each
        for each in Translation.objects.filter(
            source__object_id=page.translation_key, enabled=True
        ).select_related("source", "target_locale")
    }
    buttons = []
    for locale in list_target_locales():
        translation = started.get(locale.pk)
        if translation and may_translate(user, translation):
            text = _("Translation: %(language)s") % {"language": locale.get_display_name()}
            buttons.append(make_button(text, reverse("translations:edit", args=[translation.pk])))
        elif not translation and not has_button and may_start(user, page, locale):
            text = _("Translate: %(language)s") % {"language": locale.get_display_name()}
            url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
            buttons.append(make_button(text, url))
    return buttons


def make_button(text, url):
    return Button(text, url, priority=61, icon_name="globe")
