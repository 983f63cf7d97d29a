"""What Wagtail's own screens offer to do about the translations of a page.

That is a button for each language at the page itself, and a message with a button after what an
editor did to it, so that its translation can follow.
"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail_localize.models import Translation

from translations.permissions import may_start, may_translate
from translations.progress import count_behind, get_key
from translations.targets import get_real_translation, list_target_locales

__all__ = [
    "list_translation_buttons",
    "offer_to_catch_up",
    "offer_to_delete",
    "offer_to_move",
    "offer_to_unpublish",
]


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
            url = reverse("translations:start", query={"rows": get_key(page)})
            buttons.append(make_button(text, url))
    return buttons


def make_button(text, url):
    return Button(text, url, priority=61, icon_name="globe")


def offer_to_catch_up(request, page):
    """Say, for each language that visitors can read, how far behind the translation is now."""
    translations = Translation.objects.filter(
        source__object_id=page.translation_key, source__locale=page.locale, enabled=True
    ).select_related("source", "target_locale")
    for translation in translations:
        if behind := count_behind(translation):
            messages.warning(
                request,
                ngettext(
                    "The translation (%(language)s) is %(number)d passage behind now. You can also"
                    " do it later.",
                    "The translation (%(language)s) is %(number)d passages behind now. You can also"
                    " do it later.",
                    behind,
                )
                % {"language": translation.target_locale.get_display_name(), "number": behind},
                buttons=[
                    messages.button(reverse("translations:edit", args=[translation.pk]), _("View")),
                    messages.button(
                        reverse("translations:minor", args=[translation.pk]), _("Minor change")
                    ),
                ],
            )


def offer_to_unpublish(request, page):
    """Offer to take the published translations of a page off the site too."""
    for translation in list_translations(page).filter(live=True):
        offer(
            request,
            _("The translation (%(language)s) is still on the site."),
            translation,
            reverse("wagtailadmin_pages:unpublish", args=[translation.pk]),
            _("Unpublish it too"),
        )


def offer_to_delete(request, page):
    """Offer to delete the translations of a page that was deleted too."""
    for translation in list_translations(page):
        offer(
            request,
            _("The translation (%(language)s) is still there."),
            translation,
            reverse("wagtailadmin_pages:delete", args=[translation.pk]),
            _("Delete it too"),
        )


def offer_to_move(request, page):
    """Offer to move the translations of a page that was moved, where their new place exists."""
    parent = Page.objects.get(pk=page.pk).get_parent()
    for translation in list_translations(page):
        goal = get_real_translation(parent, translation.locale)
        if goal is None or translation.get_parent() == goal:
            continue
        offer(
            request,
            _("The translation (%(language)s) is still in its old place."),
            translation,
            reverse("wagtailadmin_pages:move_confirm", args=[translation.pk, goal.pk]),
            _("Move it too"),
        )


def offer(request, text, translation, url, label):
    """Show a message with a button; Wagtail's own screen behind it checks rights and asks."""
    messages.warning(
        request,
        text % {"language": translation.locale.get_display_name()},
        buttons=[messages.button(url, label)],
    )


def list_translations(page):
    """Return the translations of a source page, and none of a page that is one itself."""
    if not page.locale.is_default:
        return Page.objects.none()
    translations = Page.objects.filter(translation_key=page.translation_key, alias_of=None)
    return translations.exclude(locale=page.locale).select_related("locale")
