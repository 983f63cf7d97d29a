"""Names what a language of the settings still lacks (docs/languages.md)."""

from pathlib import Path

import polib
from django.conf import settings
from django.core import checks
from django.utils.translation import to_locale

__all__ = ["check_languages"]

WRITTEN_IN = "en"  # The language of the words in the code, which needs no catalogue.
# So many of the missing words are named; a catalogue of a thousand is not for a terminal.
MOST_NAMED = 5


def check_languages(app_configs, **kwargs):
    """Return an Error for each language that would show the words of another, as Dutch is shown.

    Django takes a word that a catalogue lacks from that of LANGUAGE_CODE: visitors would get Dutch
    that is marked as their language (WCAG 2.2, 3.1.1).
    """
    source = read_catalogue(settings.LANGUAGE_CODE)
    codes = [code for code, _name in settings.LANGUAGES]
    return [
        error
        for code in codes
        if code not in {settings.LANGUAGE_CODE, WRITTEN_IN}
        for error in list_errors(code, source)
    ]


def list_errors(code, source):
    """Return the Errors for a language, as a list; `source` is what read_catalogue() returns."""
    catalogue = read_catalogue(code)
    make = (
        f"Run `manage.py makemessages --locale {to_locale(code)}`, translate every text in"
        f" locale/{to_locale(code)}/LC_MESSAGES/django.po, and run `manage.py compilemessages`."
    )
    if not catalogue:
        text = f"The language “{code}” has no words for the site itself."
        return [checks.Error(text, hint=make, id="languages.E001")]
    missing = sorted(words for _context, words in source - catalogue)
    addresses = [words for words in missing if words.endswith("/")]
    others = [words for words in missing if not words.endswith("/")]
    errors = [
        ("languages.E002", addresses, "part of an address", "parts of addresses"),
        ("languages.E003", others, "text", "texts"),
    ]
    return [
        checks.Error(
            f"The language “{code}” lacks {len(words)} {one if len(words) == 1 else more}:"
            f" {', '.join(words[:MOST_NAMED])}{', …' if len(words) > MOST_NAMED else ''}",
            hint=make,
            id=identity,
        )
        for identity, words, one, more in errors
        if words
    ]


def read_catalogue(code):
    """Return (context, words) for what of ours is translated into a language, as a set."""
    paths = [
        Path(folder) / to_locale(code) / "LC_MESSAGES" / "django.mo"
        for folder in settings.LOCALE_PATHS
        # Whoever adds a language has the words of others from them.
        if folder != settings.WORDS_OF_OTHERS
    ]
    return {
        (entry.msgctxt, entry.msgid)
        for path in paths
        if path.exists()
        for entry in polib.mofile(str(path))
        if entry.msgstr or entry.msgstr_plural
    }
