"""The steps by which an issue is made and sent, as they stand above each of its screens."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

__all__ = ["WRITE", "Step", "get_url", "list_steps"]

WRITE = "write"
# The name of the screen, which is that of its address, and what it is called.
STEPS = [
    ("choose", _("Choose items")),
    (WRITE, _("Write")),
    ("gaps", _("Gaps")),
    ("look", _("Look at the emails")),
    ("check", _("Check and test")),
    ("send", _("Send")),
]
# Those in which an issue is changed.
WRITING = {"choose", WRITE, "gaps"}


@dataclass(frozen=True)
class Step:
    """A step: its number and its name in words, where it is done, and whether that is here."""

    number: int
    label: str
    url: str
    is_current: bool


def list_steps(issue, current, *, may_write=True):
    """Return the Steps of an IssuePage in their order; `current` is the name of this one.

    Who may not write in it has only those that change nothing.
    """
    return [
        Step(number, label, get_url(issue, name), name == current)
        for number, (name, label) in enumerate(STEPS, start=1)
        if may_write or name not in WRITING
    ]


def get_url(issue, name):
    """Return the address of a step: the editor of Wagtail, or a screen of ours."""
    url = "wagtailadmin_pages:edit" if name == WRITE else f"issues:{name}"
    return reverse(url, args=[issue.pk])
