"""What the first screen of the admin says of background work, to who may mend it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from background.findings import get_findings
from background.screens import MEND, list_failed

__all__ = ["add_failed", "add_health"]


def add_failed(request, dashboard):
    """Tell how much work has failed, for somebody has to try it again or throw it away."""
    if not request.user.has_perm(MEND):
        return
    card = dashboard.open("to_do")
    if number := list_failed().count():
        text = ngettext("%(number)d task has failed", "%(number)d tasks have failed", number)
        card.add(text % {"number": number}, reverse("background_work:index"), order=50)


def add_health(request, dashboard):
    """Say in one line how the site itself is: that all is well, or of what it is not."""
    if not request.user.has_perm(MEND):
        return
    card, screen = dashboard.open("health"), reverse("background_work:index")
    unwell = [f"{each.subject}. {each.text}" for each in get_findings() if each.is_well is False]
    if unwell:
        card.add(_("Something needs attention:") + " " + " ".join(unwell), screen)
    else:
        card.add_link(_("Background work"), screen)
