"""The Dutch words of screens and manual: one way to say a thing."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)

TERMS = [
    # A page, a picture and a site are no women.
    (r"\bhaar\b", "die, hem or the word itself"),
    (r"\bu heeft\b|\bheeft u\b", "hebt u"),
    (r"\bkijk na\b", "controleer"),
    # Of data: "vergeten" is for passwords.
    (
        r"\b(is|zijn|wordt) vergeten\b|\bvergeten (is|te worden|wilde worden)\b",
        "wissen",
    ),
]


def get_dutch():
    """Yield (place, text) for the words of the interface, and for each line of the manual."""
    for entry in polib.pofile(str(ROOT / "locale/nl/LC_MESSAGES/django.po")):
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            yield entry.occurrences[0][0], text
    for path in sorted((ROOT / "docs/manual").glob("*.md")):
        for line in path.read_text().splitlines():
            yield path.name, line


@pytest.mark.parametrize(("fault", "term"), TERMS, ids=[term for _, term in TERMS])
def test_dutch_has_one_plain_term(fault, term):
    found = [(place, text) for place, text in get_dutch() if re.search(fault, text, re.IGNORECASE)]

    assert found == [], f"write: {term}"
