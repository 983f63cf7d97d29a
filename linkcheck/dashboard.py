"""What the first screen of the admin says of links: how many lead nowhere."""

from django.urls import reverse
from django.utils.translation import ngettext

from linkcheck.models import count_broken

__all__ = ["add_broken_links"]


def add_broken_links(request, dashboard):
    """Tell who may change links how many lead nowhere."""
    if not request.user.has_perm("linkcheck.change_address"):
        return
    card = dashboard.open("to_do")
    if number := count_broken():
        text = ngettext(
            "%(number)d link that leads nowhere", "%(number)d links that lead nowhere", number
        )
        card.add(text % {"number": number}, reverse("links:index"), order=60)
