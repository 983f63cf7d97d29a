"""What Wagtail's own screens offer to do about the translations of a page.

That is a button for each language at the page itself, and a message with a button after what an
editor did to it, so that its translation can follow.
"""

from itertools import groupby

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail_localize.models import Translation

from translations.models import Progress
from translations.permissions import may_see_board, may_start, may_translate
from translations.progress import get_key
from translations.rows import load_rows
from translations.states import State
from translations.targets import get_real_translation, list_target_locales

__all__ = ["list_translation_buttons", "offer_to_follow"]

# How many the board is asked for by number: an address has an end.
MOST_NAMED = 200


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


def offer_to_follow(request, notes):
    """Offer what can be done about translations, after what somebody did (see `notes`).

    One message for each language and kind of offer, however many pages it is about.
    """
    published = list_keys(notes, "published")
    hidden = list_keys(notes, "unpublished", "deleted", "moved", "hidden")
    of_published = Q(translation_key__in=published, behind__gt=0, translation__isnull=False)
    of_hidden = Q(translation_key__in=hidden, urgency=State.GONE.urgency)
    for locale, rows in list_rows(request.user, of_published & ~Q(urgency=State.GONE.urgency)):
        offer_to_catch_up(request, locale, rows)
    for locale, rows in list_rows(request.user, of_hidden):
        offer_to_remove(request, locale, rows)
    offer_to_move(request, notes.get("moved", []))


def list_keys(notes, *deeds):
    return {each.translation_key for deed in deeds for each in notes.get(deed, [])}


def list_rows(user, condition):
    """Return the Rows that meet a condition, as a list of (Locale, list of Row)."""
    kept = Progress.objects.filter(condition).select_related("locale", "kind").order_by("locale")
    return [
        (locale, list(rows))
        for locale, rows in groupby(load_rows(kept, user), key=lambda row: row.progress.locale)
    ]


def offer_to_catch_up(request, locale, rows):
    """Say how far behind a translation is now, or how many are."""
    if len(rows) > 1:
        text = _("%(number)d translations (%(language)s) are behind now. You can also do it later.")
        tell_of_many(request, text, locale, rows)
        return
    (row,) = rows
    text = ngettext(
        "The translation (%(language)s) is %(number)d passage behind now. You can also do it"
        " later.",
        "The translation (%(language)s) is %(number)d passages behind now. You can also do it"
        " later.",
        row.behind,
    )
    key = row.progress.translation_id
    buttons = []
    if row.may_translate:
        buttons.append((reverse("translations:edit", args=[key]), _("View")))
    if row.may_translate and row.may_publish:
        buttons.append((reverse("translations:minor", args=[key]), _("Minor change")))
    tell(request, text % {"language": locale.get_display_name(), "number": row.behind}, buttons)


def offer_to_remove(request, locale, rows):
    """Offer to take what visitors still read off the site too."""
    if len(rows) > 1:
        text = _("%(number)d translations (%(language)s) are still on the site.")
        tell_of_many(request, text, locale, rows)
        return
    (row,) = rows
    text = _("The translation (%(language)s) is still on the site.")
    buttons = [(row.removal_url, _("Unpublish it too"))] if row.removal_url else []
    tell(request, text % {"language": locale.get_display_name()}, buttons)


def offer_to_move(request, pages):
    """Offer to move the translations of pages that were moved, where their new place exists.

    One message for each language, however many pages moved.
    """
    left = sorted(list_left_behind(pages), key=lambda pair: pair[0].locale_id)
    for _key, some in groupby(left, key=lambda pair: pair[0].locale_id):
        tell_of_left_behind(request, list(some))


def list_left_behind(pages):
    """Return (translation, its new place) of moved pages for those in their old one, as a list."""
    found = []
    for page in pages:
        parent = Page.objects.get(pk=page.pk).get_parent()
        for translation in list_translations(page):
            goal = get_real_translation(parent, translation.locale)
            if goal and translation.get_parent() != goal:
                found.append((translation, goal))
    return found


def tell_of_left_behind(request, left):
    """Tell of translations in their old place, all of one language; `left` as above."""
    translation, goal = left[0]
    words = {"language": translation.locale.get_display_name(), "number": len(left)}
    mine = [
        each.pk
        for each, place in left
        if each.permissions_for_user(request.user).can_move_to(place)
    ]
    if len(left) == 1:
        text = _("The translation (%(language)s) is still in its old place.")
        url = reverse("wagtailadmin_pages:move_confirm", args=[translation.pk, goal.pk])
        words_of_button = _("Move it too")
    else:
        text = _("%(number)d translations (%(language)s) are still in their old place.")
        # Wagtail's own screen for many, which asks for the new place.
        url = reverse(
            "wagtail_bulk_action",
            args=["wagtailcore", "page", "move"],
            query={"id": mine[:MOST_NAMED], "next": reverse("translations:board")},
        )
        words_of_button = _("Move them too")
    tell(request, text % words, [(url, words_of_button)] if mine else [])


def tell_of_many(request, text, locale, rows):
    """Tell of several translations at once, with the way to them on the board."""
    numbers = ",".join(str(row.progress.pk) for row in rows[:MOST_NAMED])
    url = reverse("translations:board", query={"language": locale.language_code, "rows": numbers})
    language = locale.get_display_name()
    buttons = [(url, _("View them"))] if may_see_board(request.user) else []
    tell(request, text % {"language": language, "number": len(rows)}, buttons)


def tell(request, text, buttons):
    """Show a message; Wagtail's own screens behind the buttons (pairs of address and words) ask."""
    messages.warning(request, text, buttons=[messages.button(*each) for each in buttons])


def list_translations(page):
    """Return the translations of a source page that are no aliases of it."""
    translations = Page.objects.filter(translation_key=page.translation_key, alias_of=None)
    return translations.exclude(locale=page.locale).select_related("locale")
