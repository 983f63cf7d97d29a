"""The English words: the plain terms of the GOV.UK style guide, and one term for one thing."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)

# What is not written, and what is (https://www.gov.uk/guidance/style-guide/a-to-z).
TERMS = [
    (r"\be-mails?\b", "email"),
    (r"(?<!spam or junk )\bmails?\b(?! server)", "email"),
    (r"\bmailed\b", "emailed"),
    (r"\btelephone\b", "phone"),
    (r"\bcall us\b", "phone us"),
    (r"^fill in\b", "enter"),
    (r"\bis not right\b", "is not correct, or what to enter"),
    (r"\bplease\b", "without it"),
    (r"\bnot required\b", "optional"),
    (r"\brubbish\b|unwanted mail", "spam"),
    (r"\byour choices\b|\bmy choices\b", "preferences"),
    (r"\bpress(ed)?\b", "click"),
    (r"\bkeep of you\b", "about you"),
    (r"\bimages?\b", "picture"),
    (r"(?<!screen )(?<!feed )\breaders?\b", "visitor or subscriber"),
    # A question and an answer in the place of a condition.
    (r"\? Then (we|you|do|it|that|use)\b", "if"),
    (r"\bn’t\b|\w’t\b", "the whole words: do not"),
]


def get_english():
    """Yield (place, text) for the words of the interface, the mails and the demonstration."""
    for entry in polib.pofile(str(ROOT / "locale/nl/LC_MESSAGES/django.po")):
        place = entry.occurrences[0][0]
        # Addresses that were sent in emails go on working, and so keep their words.
        if not place.endswith("urls.py"):
            yield place, entry.msgid
            yield place, entry.msgid_plural
    for entry in polib.pofile(str(ROOT / "demo/english.po")):
        yield "demo/english.po", entry.msgstr


@pytest.mark.parametrize(("fault", "term"), TERMS, ids=[term for _, term in TERMS])
def test_english_has_one_plain_term(fault, term):
    found = [
        (place, text) for place, text in get_english() if re.search(fault, text, re.IGNORECASE)
    ]

    assert found == [], f"write: {term}"
