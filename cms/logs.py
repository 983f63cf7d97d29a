"""Keeps the logs readable, and the links of subscribers out of them.

Whoever has such a link can change their data.
"""

import logging
import re
from http import HTTPStatus

from gunicorn.glogging import Logger

__all__ = ["AccessLogger", "AwayFilter", "TokenFilter", "without_tokens"]

# What Django signs, anywhere in an address: what it says, its time, and the signature.
TOKEN = re.compile(r"(?<=/)[\w.-]+(?::|%3A)[\w-]+(?::|%3A)[\w-]{43}", re.IGNORECASE)


def without_tokens(text):
    """Return a text in which the tokens of addresses are a dash; anything else as it is."""
    return TOKEN.sub("-", text) if isinstance(text, str) else text


class TokenFilter(logging.Filter):
    """Takes tokens out of messages, such as the one about a page that failed."""

    def filter(self, record):
        record.msg, record.args = without_tokens(record.getMessage()), None
        return True


class AwayFilter(logging.Filter):
    """Leaves one line of what was answered with 503: it says nothing of the code."""

    def filter(self, record):
        if getattr(record, "status_code", None) == HTTPStatus.SERVICE_UNAVAILABLE:
            record.exc_info = None
        return True


class AccessLogger(Logger):
    """Gunicorn's, for anybody who turns on its log of requests."""

    def atoms(self, *args, **kwargs):
        """Return what the format of the log can take, by name."""
        return {
            name: without_tokens(value) for name, value in super().atoms(*args, **kwargs).items()
        }
