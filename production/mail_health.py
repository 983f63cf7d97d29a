"""What the screen about background work says of our mail, from what is looked up once a day.

A look-up may take seconds, and a screen may not.
"""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from background.findings import Finding
from production.models import MailState

__all__ = ["find_mail"]


def find_mail():
    """Return the Finding about our mail, as a list; none before it was looked at."""
    states = list(MailState.objects.order_by("subject"))
    if not states:
        return []
    unwell = [state for state in states if not state.is_well]
    if not unwell:
        text = _("In order: %(names)s.") % {"names": list_names(states)}
        return [Finding(_("Email that arrives"), text, is_well=True)]
    text = _(
        "Not in order: %(names)s. So some email does not arrive. Ask who looks after the server to "
        "give the command “werkplaats check_mail”: it says what to do, and whom to ask."
    )
    return [
        Finding(_("Email that arrives"), text % {"names": list_names(unwell)}, is_well=False),
    ]


def list_names(states):
    """Return what some MailStates are about, as words with commas between them."""
    return get_text_list([state.get_subject_display() for state in states], _("and"))
