"""The text of an uploaded file, for search."""

import logging
import subprocess
import sys
from pathlib import Path

__all__ = ["KINDS", "read_file_text"]

# What text_reader.py can read, by the end of the file's name.
KINDS = {"docx", "pdf", "txt"}
READER = Path(__file__).with_name("text_reader.py")
# Longer than the reader's own limit, which counts only the time that it works.
PATIENCE = 20

logger = logging.getLogger(__name__)


def read_file_text(file, kind):
    """Return the text of an open binary file of one of KINDS, or "" if it has none or is broken."""
    try:
        reader = subprocess.run(  # noqa: S603 - our own program, and one of KINDS
            [sys.executable, READER, kind],
            input=file.read(),
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
    except subprocess.SubprocessError as error:
        logger.warning("No text could be read from %s: %s", file.name, error)
        return ""
    return reader.stdout.decode().strip()
