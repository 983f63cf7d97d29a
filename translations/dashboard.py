"""What the first screen of the admin says of translations: the most urgent, and how many wait."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from translations.permissions import list_shown, may_see_board
from translations.rows import list_urgent
from translations.states import State
from translations.targets import list_target_locales

__all__ = ["add_translations"]

MOST = 5
# Counted no further, so that it takes no longer on a large site.
MOST_COUNTED = 100


def add_translations(request, dashboard):
    """Show how far the other languages are to who may see the board."""
    user, locales = request.user, list_target_locales()
    if not locales or not may_see_board(user):
        return
    card = dashboard.open("translations")
    if len(locales) == 1:
        card.heading = locales[0].get_display_name()
    for row in list_urgent(user, MOST):
        card.add(row.title, get_url(row), state=row.state.label, lang=row.language)
    for locale in locales:
        words = describe(list_shown(user, locale))
        name = f"{locale.get_display_name()}: " if len(locales) > 1 else ""
        card.add_link(f"{name}{words}", get_board_url(language=locale.language_code))


def get_url(row):
    """Return where the next step of a Row of the board is done: in the editor, or on the board."""
    progress = row.progress
    if progress.translation_id and row.may_translate and row.state != State.GONE:
        return reverse("translations:edit", args=[progress.translation_id])
    return get_board_url(language=progress.locale.language_code, rows=progress.pk)


def get_board_url(**query):
    return f"{reverse('translations:board')}?{urlencode(query)}"


def describe(shown):
    """Return in words how many of a queryset of Progress wait, and how many are not started."""
    waiting = shown.filter(urgency__lt=State.MISSING.urgency)
    missing = shown.filter(urgency=State.MISSING.urgency)
    return _("%(waiting)s waiting, %(missing)s not started") % {
        "waiting": count(waiting),
        "missing": count(missing),
    }


def count(rows):
    """Return how many rows there are, as a text; "100+" where there are more than that."""
    number = rows[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED}+" if number > MOST_COUNTED else str(number)
