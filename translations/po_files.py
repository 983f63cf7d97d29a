"""Translations to and from the files of translation programs (GNU gettext PO)."""

import tempfile

import polib
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

__all__ = ["import_po_file"]

TRANSLATION_ID = "X-WagtailLocalize-TranslationID"


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
