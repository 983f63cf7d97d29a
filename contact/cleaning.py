"""Periodic work; PERIODIC_WORK names it."""

import logging

from django.utils.translation import gettext_lazy as _

from background.words import in_words
from contact.models import Message

__all__ = ["delete_outdated_messages"]

logger = logging.getLogger(__name__)


@in_words(_("Delete messages that were kept long enough"))
def delete_outdated_messages():
    """Delete the messages that were kept long enough; return how many."""
    deleted, _rows = Message.objects.outdated().delete()
    if deleted:
        logger.info("Deleted %d messages that were kept long enough", deleted)
    return deleted
