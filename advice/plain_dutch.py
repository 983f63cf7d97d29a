"""The words that the editor's hints for plain Dutch know (static/js/plain-dutch.js finds them)."""

import tomllib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

__all__ = ["describe_hints", "read_formal_words"]

WORDS = Path(__file__).with_name("formal_words.toml")


@cache
def read_formal_words():
    """Return {"words": …, "phrases": …}, each a dictionary of a formal word to an everyday one."""
    return tomllib.loads(WORDS.read_text())


def describe_hints():
    """Return what the script in the browser needs: words, and its sentences as templates."""
    return {
        "formal": read_formal_words(),
        "language": settings.LANGUAGE_CODE,
        "sentences": {
            "long": _("A sentence of {count} words: “{words}”. Make two of it."),
            "formal": _("“{words}” is formal. Plainer: “{meaning}”."),
            "abbreviation": _("Not everybody knows “{words}”. Write it in full the first time."),
            "double": _("“{words}” is there twice."),
            "quotes": _("A quotation mark is missing in “{words}”."),
            "paragraph": _("A paragraph of {count} words: “{words}”. Divide it."),
            "stretch": _("{count} words without a heading. Put one in between."),
        },
    }
