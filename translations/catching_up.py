"""What an editor decides about a translation after the source has changed."""

from django.db import transaction

from translations.passages import read_passages, translate_passage
from translations.publishing import publish_translation
from translations.states import State, get_state

__all__ = ["keep_passage", "mark_as_minor"]


def keep_passage(passage, locale, user=None):
    """Let what is there stand: the translation of the text before, or what a machine wrote."""
    return translate_passage(passage, locale, passage.text, user)


@transaction.atomic
def mark_as_minor(translation, user=None):
    """Keep the translation of all passages that changed: what changed does not matter to readers.

    What is published is published anew, with the same words, when nothing else is to be done; so
    the translation is as current as it was. Returns the State that it has now.
    """
    for passage in read_passages(translation):
        if passage.is_changed:
            keep_passage(passage, translation.target_locale, user)
    if get_state(translation) == State.READY and translation.destination_last_updated_at:
        publish_translation(translation, user)
    return get_state(translation)
