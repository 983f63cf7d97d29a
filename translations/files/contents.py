"""What a file of a translation says, in whatever format."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.dateparse import parse_datetime

__all__ = ["Contents", "Text", "parse_moment"]


@dataclass(frozen=True)
class Text:
    """One text of a file: where it stands, and both languages as a translator reads them.

    `is_finished` says whether whoever translated it is done with it.
    """

    path: str
    source: str
    text: str
    is_finished: bool


@dataclass(frozen=True)
class Contents:
    """All Texts of a file, the key of the translation it is of, and when it was downloaded.

    `translation` is "" and `downloaded_at` None where the file does not say.
    """

    translation: str
    downloaded_at: datetime | None
    texts: list


def parse_moment(text):
    """Return the moment that a file names, in ISO 8601; None for any other text."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None
