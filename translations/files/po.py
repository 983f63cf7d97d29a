"""PO files, the format of GNU gettext.

https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
"""

import tempfile

import polib
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from translations.files.contents import Contents, Text, parse_moment

__all__ = ["read_po", "write_po"]

TRANSLATION = "X-WagtailLocalize-TranslationID"
DOWNLOADED = "X-Downloaded-At"


def write_po(translation, passages, moment):
    """Return the Passages of a translation as a PO file (str), downloaded at `moment`.

    What a person still has to look at is "fuzzy": a machine's text, and that of older words, which
    stand above it.
    """
    po = polib.POFile(wrapwidth=0)
    po.metadata = {
        "POT-Creation-Date": moment.strftime("%Y-%m-%d %H:%M%z"),
        "Language": translation.target_locale.language_code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        TRANSLATION: str(translation.uuid),
        DOWNLOADED: moment.isoformat(),
    }
    po.extend(make_entry(each) for each in {each.key: each for each in passages}.values())
    return str(po)


def make_entry(passage):
    entry = polib.POEntry(
        msgctxt=passage.path,
        msgid=passage.shown_source,
        msgstr=passage.shown_text,
        comment=passage.label,
    )
    if passage.text and not passage.is_translated:
        entry.flags.append("fuzzy")
    if passage.is_changed:
        entry.previous_msgid = passage.show(passage.previous.translation_of.data)
    return entry


def read_po(content):
    """Return the Contents of a PO file (bytes); raise ValidationError for anything else."""
    # polib takes a text for the name of a file, so what was uploaded gets a name of our choice.
    with tempfile.NamedTemporaryFile(suffix=".po") as copy:
        copy.write(content)
        copy.flush()
        try:
            po = polib.pofile(copy.name, encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ValidationError(
                _("This is no PO or XLIFF 2.0 file, or it is damaged. Nothing was changed.")
            ) from error
    return Contents(
        po.metadata.get(TRANSLATION, ""),
        parse_moment(po.metadata.get(DOWNLOADED, "")),
        [
            Text(each.msgctxt or "", each.msgid, each.msgstr, not each.fuzzy)
            for each in po
            if not each.obsolete
        ],
    )
