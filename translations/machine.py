"""Translation by a machine: off unless the settings name a service, and checked by a person."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from requests import RequestException
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import StringTranslation

from translations.passages import read_passages

__all__ = ["get_translator", "translate_by_machine"]

# DeepL takes at most fifty texts at a time.
TEXTS_AT_A_TIME = 40


def get_translator(translation):
    """Return the machine translator for the languages of a translation, or None."""
    translator = get_machine_translator()
    languages = translation.source.locale, translation.target_locale
    return translator if translator and translator.can_translate(*languages) else None


def translate_by_machine(translation, translator, user=None):
    """Let a machine translate what nobody translated yet.

    Each counts as not translated until a person has checked it. Raises ValidationError when the
    service does not answer as it should; what it answered before is kept.
    """
    passages = [each for each in read_passages(translation) if each.translation is None]
    for start in range(0, len(passages), TEXTS_AT_A_TIME):
        store(translation, translator, passages[start : start + TEXTS_AT_A_TIME], user)


def store(translation, translator, passages, user):
    texts = [passage.segment.string.as_value() for passage in passages]
    answers = ask(translator, translation, list(dict.fromkeys(texts)))
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of=passage.segment.string,
            context=passage.segment.context,
            locale=translation.target_locale,
            data=answers[text].data,
            translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
            tool_name=translator.display_name,
            last_translated_by=user,
        )
        for passage, text in zip(passages, texts, strict=True)
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
