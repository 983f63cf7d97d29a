"""The text of an uploaded file, for search."""

import logging
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from languages.cleaning import clean_text
from library.text_reader import PARTLY, READERS, WHOLE

__all__ = ["FAULTS", "KINDS", "FileText", "TextState", "read_document", "read_file_text"]

PDF_FACTS = "pdf-facts"
# What can be read, by the end of the file's name in small letters.
KINDS = frozenset(READERS) - {PDF_FACTS}
# What a PDF may lack that a screen reader needs (PDF/UA), and what to say of it.
FAULTS = {
    "tags": _("it has no headings, lists and reading order"),
    "title": _("it has no title"),
    "language": _("it does not say in which language it is"),
}
READER = Path(__file__).with_name("text_reader.py")
# Longer than the reader's own limit, which counts only the time that it works.
PATIENCE = 20

logger = logging.getLogger(__name__)


class TextState(TextChoices):
    """What search knows of the text of a document."""

    WAITING = "waiting", _("not yet")
    WHOLE = "whole", _("yes")
    PARTLY = "partly", _("in part")
    NOTHING = "nothing", _("no")


class FileText(NamedTuple):
    """What was read of a file, and whether that is all there is to read."""

    text: str
    is_whole: bool


def read_file_text(file, kind):
    """Return the FileText of an open binary file of one of KINDS; its text may be ""."""
    try:
        reader = subprocess.run(  # noqa: S603 - our own program, and one of KINDS
            [sys.executable, READER, kind],
            check=False,
            input=file.read(),
            capture_output=True,
            timeout=PATIENCE,
        )
        output, is_whole = reader.stdout, reader.returncode == WHOLE
        if reader.returncode not in {WHOLE, PARTLY}:
            reason = reader.stderr.decode(errors="replace").strip().rpartition("\n")[2]
            logger.warning("Not all text of %s was read: %s", file.name, reason)
    except subprocess.TimeoutExpired as error:
        output, is_whole = error.stdout or b"", False
        logger.warning("Not all text of %s was read: it took too long", file.name)
    return FileText(clean_text(output.decode(errors="ignore")).strip(), is_whole)


def read_faults(file):
    """Return which of FAULTS an open PDF has, as a list; all of them when it cannot be read."""
    found = read_file_text(file, PDF_FACTS).text.split()
    return [fault for fault in FAULTS if fault not in found]


def read_document(document):
    """Return what to keep of the text of a Document, as a dictionary of its fields."""
    kind, text, state = document.file_extension.lower(), "", TextState.NOTHING
    faults = []
    if kind in KINDS:
        try:
            with document.open_file() as file:
                text, is_whole = read_file_text(file, kind)
                if kind == "pdf":
                    file.seek(0)
                    faults = read_faults(file)
        except FileNotFoundError:
            logger.warning("The file of document %s is gone, so it is not searched.", document.pk)
        else:
            state = TextState.WHOLE if is_whole else TextState.PARTLY
    return {
        "text": text,
        "text_hash": document.file_hash,
        "text_state": state if text else TextState.NOTHING,
        "faults": faults,
    }
