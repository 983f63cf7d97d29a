"""What the manual quotes is on the screen in the same words."""

import re
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest
from django.conf import settings

from manual.parts import FOLDER

# What stands between quotation marks and is content, or an example of it.
EXAMPLES = {
    *["14.30 uur", "aanhalingstekens", "CSV UTF-8", "een bewoner", "financiële problematiek"],
    *["hoe kom ik bij", "[Proef 1]", "Meeschrijver", "Nieuwsbrief verzenden"],
    *["Home", "Ik kreeg geen mail.", "Jaarplan 2026", "klik hier", "Lezersgegevens", "NL"],
    *["Over ons", "Redactie", "Route", "scan0001", "schulden"],
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
# A message that is little more than a placeholder would allow everything.
LETTERS = 6


def list_catalogues():
    """Return the paths of the Dutch catalogues: ours, and those of the packages of the admin."""
    packages = ["wagtail", "wagtail_localize", "django.contrib.auth"]
    folders = [Path(find_spec(name).origin).parent for name in packages]
    return [
        path
        for folder in [*map(Path, settings.LOCALE_PATHS), *folders]
        for path in folder.rglob("nl/LC_MESSAGES/*.po")
    ]


def simplify(text):
    """Return a text as it is compared: in small letters, with one kind of space and apostrophe."""
    return " ".join(text.replace("’", "'").split()).strip(" .,:").casefold()


@pytest.fixture(scope="module")
def on_screen():
    """A function that tells whether some words are on a screen, alone or with a name in them."""
    messages = {
        simplify(text)
        for path in list_catalogues()
        for entry in polib.pofile(str(path))
        for text in [entry.msgstr, *entry.msgstr_plural.values()]
    }
    patterns = [
        re.compile("(.+)".join(map(re.escape, parts)))
        for parts in (PLACEHOLDER.split(message) for message in messages)
        if len(parts) > 1 and sum(map(len, parts)) >= LETTERS
    ]

    def is_on_screen(words):
        words = simplify(words)
        return words in messages or any(pattern.fullmatch(words) for pattern in patterns)

    return is_on_screen


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_quotes_are_on_the_screen(path, on_screen):
    quotes = re.findall("“([^”]+)”", path.read_text())

    assert [words for words in quotes if words not in EXAMPLES and not on_screen(words)] == []


def test_examples_are_all_quoted():
    texts = " ".join(path.read_text() for path in FOLDER.glob("*.md"))

    assert [words for words in EXAMPLES if f"“{words}”" not in texts] == []
