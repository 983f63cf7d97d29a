"""What the first screen of the admin says of messages: how many wait for an answer."""

from django.urls import reverse
from django.utils.translation import ngettext

from contact.models import Message

__all__ = ["add_new_messages"]


def add_new_messages(request, dashboard):
    """Tell who may see messages how many are new, and how many look like spam and may not be."""
    if not request.user.has_perm("contact.view_message"):
        return
    card, messages = dashboard.open("to_do"), reverse("contact_messages:index")
    if number := Message.objects.new().count():
        text = ngettext("%(number)d new message", "%(number)d new messages", number)
        card.add(text % {"number": number}, f"{messages}?state=new", order=10)
    if number := Message.objects.filter(state=Message.State.SUSPECTED).count():
        text = ngettext(
            "%(number)d message that may be unwanted",
            "%(number)d messages that may be unwanted",
            number,
        )
        card.add(text % {"number": number}, f"{messages}?state=suspected", order=90)
