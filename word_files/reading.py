"""What is in a Word file, read by a process of its own."""

import base64
import json
import logging
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Picture", "UnreadableError", "WordFile", "read_word_file"]

READER = Path(__file__).with_name("word_reader.py")
# Longer than the reader's own limit, which counts only the time that it works.
PATIENCE = 40

logger = logging.getLogger(__name__)


class UnreadableError(Exception):
    """A file is no Word file, is damaged, or unfolds to more than we take."""


@dataclass(frozen=True)
class Picture:
    """A picture in a Word file: its MIME type, and its content in bytes."""

    type: str
    content: bytes


@dataclass(frozen=True)
class WordFile:
    """What is in a Word file: HTML in which a picture is named by its number, "picture:0".

    `has_changes` says whether changes were tracked; the HTML reads as if all were accepted.
    """

    html: str
    pictures: list[Picture]
    has_changes: bool


def read_word_file(content):
    """Return the WordFile in some bytes, or raise UnreadableError."""
    try:
        reader = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, READER],
            check=True,
            input=content,
            capture_output=True,
            timeout=PATIENCE,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        reason = (error.stderr or b"").decode(errors="replace").strip().rpartition("\n")[2]
        logger.warning("A Word file was not read: %s", reason or error)
        raise UnreadableError from error
    found = json.loads(reader.stdout)
    pictures = [
        Picture(each["type"], base64.b64decode(each["content"])) for each in found["pictures"]
    ]
    return WordFile(found["html"], pictures, found["has_changes"])
