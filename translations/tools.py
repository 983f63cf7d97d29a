"""Translations that a service (machine translation) makes beside the editor.

It is off unless the settings name one, and a person checks its work.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from requests import RequestException
from wagtail_localize.machine_translators import get_machine_translator

from translations.passages import translate_passages

__all__ = ["get_translator", "translate_by_machine"]

# DeepL takes at most fifty texts at a time.
TEXTS_AT_A_TIME = 40


def get_translator(translation):
    """Return the machine translator for the languages of a translation, or None."""
    translator = get_machine_translator()
    languages = translation.source.locale, translation.target_locale
    return translator if translator and translator.can_translate(*languages) else None


def translate_by_machine(translation, passages, translator, user=None):
    """Let a machine translate the Passages that nobody translated yet.

    Each counts as not translated until a person has checked it. Raises ValidationError when the
    service does not answer as it should; what it answered before is kept.
    """
    left = [each for each in passages if each.translation is None]
    for start in range(0, len(left), TEXTS_AT_A_TIME):
        some = left[start : start + TEXTS_AT_A_TIME]
        texts = {passage.key: passage.segment.string.as_value() for passage in some}
        answers = ask(translator, translation, list(dict.fromkeys(texts.values())))
        translate_passages(
            some,
            {key: answers[text].data for key, text in texts.items()},
            translation.target_locale,
            user,
            machine=translator.display_name,
        )


def ask(translator, translation, texts):
    """Return a dictionary of text to translation, both as wagtail-localize's StringValue."""
    try:
        return translator.translate(translation.source.locale, translation.target_locale, texts)
    except (RequestException, KeyError, ValueError) as error:
        raise ValidationError(
            _("%(service)s gave no translation. Try again later, or translate it yourself.")
            % {"service": translator.display_name}
        ) from error
