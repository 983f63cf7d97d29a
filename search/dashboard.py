"""What the first screen of the admin says of search: what was not found, and what is not known."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.health import count_missing, count_published
from search.screens import CHANGE
from search.statistics import count_week, get_questions

__all__ = ["add_missing_pages", "add_unfound"]

MOST = 5


def add_unfound(request, dashboard):
    """Show what visitors searched for in vain, what was asked most first."""
    if not request.user.has_perm(CHANGE):
        return
    card, questions = dashboard.open("not_found"), reverse("search_questions:index")
    for question in get_questions().filter(found=0)[:MOST]:
        times = ngettext("%(number)d time", "%(number)d times", question.asked)
        card.add(
            question.words,
            f"{questions}?{urlencode({'q': question.words})}",
            note=times % {"number": question.asked},
            lang=question.locale.language_code,
        )
    card.add_link(say_week(), questions)


def say_week():
    """Return how the last seven days went, in words, for the link to all of it."""
    asked, in_vain = count_week()
    if not asked:
        return _("What visitors ask: nothing in the last seven days")
    times = ngettext("%(number)d time", "%(number)d times", asked) % {"number": asked}
    words = _("What visitors ask: %(times)s in the last seven days, %(in_vain)d in vain")
    return words % {"times": times, "in_vain": in_vain}


def add_missing_pages(request, dashboard):
    """Say that search does not know all pages, and where to have them read again."""
    if not request.user.has_perm(CHANGE):
        return
    if missing := count_missing():
        pages = count_published()
        dashboard.open("to_do").add(
            _("Search knows %(indexed)s of %(pages)s pages that visitors may see.")
            % {"indexed": pages - missing, "pages": pages},
            reverse("search_questions:index"),
            order=60,
        )
