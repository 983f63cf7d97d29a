"""The states of a translation."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

__all__ = ["State"]


class State(TextChoices):
    """The states of a translation, the most urgent first.

    GONE is one that visitors read while its source is off the site, deleted, private, or was never
    there. GAPS is one that is as it was, but for parts that were never in its language.
    """

    GONE = "gone", _("Dutch is gone")
    BEHIND = "behind", _("Behind")
    GAPS = "gaps", _("Published with gaps")
    READY = "ready", _("Ready to publish")
    IN_PROGRESS = "in_progress", _("In progress")
    MISSING = "missing", _("Not started")
    CURRENT = "current", _("Up to date")

    @property
    def urgency(self):
        """The place among the states (int), which the database knows and sorts by."""
        return list(State).index(self)

    @classmethod
    def of_urgency(cls, urgency):
        """Return the State with this place."""
        return list(cls)[urgency]
