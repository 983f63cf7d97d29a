"""What is over is not to come any more, also where a page was kept before the end."""

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from background.words import in_words

__all__ = ["note_what_is_over"]


@in_words(_("Take meetings that are over out of what comes"))
def note_what_is_over():
    """Write down of live meetings that they are over, which raises the version of the site."""
    meetings = apps.get_model("agenda.MeetingPage").objects
    meetings.filter(live=True, was_over=False, end__lte=timezone.now()).update(was_over=True)
