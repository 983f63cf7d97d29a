"""Messages that offer to let a translation follow what an editor did to its source."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation

from translations.states import count_behind
from translations.targets import get_real_translation

__all__ = ["offer_to_catch_up", "offer_to_delete", "offer_to_move", "offer_to_unpublish"]


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
