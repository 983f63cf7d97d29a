"""Translations that tools make beside the editor: a service, and programs that read PO files.

A service (machine translation) is off unless the settings name one, and a person checks its work.
A PO file is the format of GNU gettext, which translation programs take and give back.
"""

import tempfile

import polib
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from requests import RequestException
from wagtail_localize.machine_translators import get_machine_translator

from translations.passages import translate_passages

__all__ = ["get_translator", "import_po_file", "translate_by_machine"]

# DeepL takes at most fifty texts at a time.
TEXTS_AT_A_TIME = 40
TRANSLATION_ID = "X-WagtailLocalize-TranslationID"


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


def import_po_file(translation, file, user):
    """Store the translations in an uploaded file; return how many texts in it fit nowhere (int).

    Raises ValidationError for a file that is no PO file, or belongs to another translation.
    """
    po = read_po_file(file)
    if po.metadata.get(TRANSLATION_ID) != str(translation.uuid):
        raise ValidationError(
            _("This file belongs to another page or language. Download the file of this one first.")
        )
    warnings = translation.import_po(po, user=user, tool_name=_("PO file"))
    return len(warnings)


def read_po_file(file):
    # polib takes a text for the name of a file, so what was uploaded gets a name of our choice.
    with tempfile.NamedTemporaryFile(suffix=".po") as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        try:
            return polib.pofile(copy.name, encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ValidationError(
                _("This is not a PO file, or it is damaged. Nothing was changed.")
            ) from error
