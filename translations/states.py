"""How far a translation is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import StringTranslation

from translations.gaps import get_published
from translations.passages import read_passages

__all__ = ["State", "count_behind", "get_state"]


class State(TextChoices):
    """The states of a translation, the most urgent first."""

    BEHIND = "behind", _("Behind")
    READY = "ready", _("Ready to publish")
    IN_PROGRESS = "in_progress", _("In progress")
    MISSING = "missing", _("Not started")
    CURRENT = "current", _("Up to date")


def count_behind(translation):
    """Return how many passages of a translation are still to do."""
    return sum(not passage.is_translated for passage in read_passages(translation))


def get_state(translation):
    """Return the State of a translation that was started."""
    is_published = get_published(translation) is not None
    if count_behind(translation):
        return State.BEHIND if is_published else State.IN_PROGRESS
    if not is_published or has_news(translation):
        return State.READY
    return State.CURRENT


def has_news(translation):
    """Return whether the source or the translated passages changed since the last publication."""
    published_at = translation.destination_last_updated_at
    return (
        published_at is None
        or translation.source.last_updated_at > published_at
        or StringTranslation.objects.filter(
            context__object_id=translation.source.object_id,
            locale_id=translation.target_locale_id,
            updated_at__gt=published_at,
        ).exists()
    )
