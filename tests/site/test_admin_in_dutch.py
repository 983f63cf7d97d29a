"""An editor meets Dutch on every screen: our words, and those of Wagtail and wagtail-localize.

A word is English here when the catalogues translate it and no translation has it: "page", but
not "document". So a forgotten label is found as soon as one of its words is known.
"""

import json
import re
from functools import cache
from pathlib import Path

import django
import polib
import pytest
from django.apps import apps
from django.conf import settings
from lxml import html

from tests.admin_screens import Screen

# What others leave in English on these screens, as regular expressions.
LEFT_BY_OTHERS = [
    # Wagtail's templates: the buttons at the top, a search button for screen readers, a counter
    # that is hidden while it has nothing to count.
    "Actions",
    "Search",
    "None",
    # Wagtail's migrations: the page above all home pages.
    "Root page",
    "Root",
    # Wagtail's fields without a name for people: login, links in a text, sites.
    "Password",
    "Link text",
    "Email address",
    "Subject",
    "Body",
    "Phone number",
    "Site name",
    "Port",
    # The list of languages.
    r"\d+ pages?",
    # The language's own name, where people choose the language of their screens.
    "English",
]

# What an editor met for something else, or in another tone, as regular expressions (issue 13).
ODD = [
    r"[Ll]ive",
    r"[Ll]ive-gang",
    "LIVE",
    "Eenmaal ingepland",
    "Stel schema in",
    "effectief maken",
    "Beoordeel deze versie",
    "Pas item volgorde aan",
    "success",
    "Helaas",
    "True",
    "False",
    "Locale",
    "File",
    "Admin",
    "Default",
    "Editor Guide",
    r"[Ss]lug",
    r"[Tt]itel tag",
    r"[Mm]eta beschrijving",
    r"[Ww]orkflows?",
    r"[Ss]nippets?",
    r"[Jj](?:e|ij|ouw?)",
]
ODD_WORDS = re.compile(rf"(?<![\w%(/.-])(?:{'|'.join(ODD)})(?![\w/-])")

# Screens whose words are names in the database: those that Django gives permissions, in English.
NAMED_BY_DJANGO = {"/admin/groups/new/", "/admin/workflows/add/"}

WORD = re.compile(r"[^\W\d_]{2,}")
NO_WORDS = re.compile(
    r"%\(\w+\)[sd]|%[sd]|<[^>]*>"  # placeholders and tags in a catalogue
    r"|\S*(?:[/@_]|--|\.\w)\S*"  # addresses, file names and class names
)
# The names in the data for scripts under which texts for people stand.
TEXT_NAMES = {"description", "error_name", "heading", "help_text", "helpText", "label"}


def find_english(texts):
    """Return those of some texts that are in English (a set)."""
    return {text for text in texts if is_english(text)}


def find_odd_words(texts):
    """Return those of some texts with a word that is odd (a set)."""
    return {" ".join(text.split()) for text in texts if ODD_WORDS.search(text)}


def read_texts(screen):
    """Return the texts of a screen, as read_elements and read_data find them."""
    if screen.is_json:
        return read_data(json.loads(screen.text))
    return read_elements(html.document_fromstring(screen.text))


@pytest.fixture(scope="module")
def texts(screens):
    """The texts of each screen (a set), by its address."""
    return {
        screen.address: set(read_texts(screen))
        for screen in screens
        if screen.address not in NAMED_BY_DJANGO
    }


class TestScreens:
    def test_open(self, screens):
        assert {screen.address: screen.status for screen in screens if screen.status != 200} == {}
        assert len(screens) > 100

    def test_are_in_dutch(self, texts):
        english = {address: find_english(found) for address, found in texts.items()}

        assert {address: found for address, found in english.items() if found} == {}

    def test_have_no_odd_words(self, texts):
        odd = {address: find_odd_words(found) for address, found in texts.items()}

        assert {address: found for address, found in odd.items() if found} == {}

    def test_would_be_found_in_english(self):
        screen = Screen("/admin/", 200, False, "<label>Alt text</label><p>Instellingen</p>")

        assert find_english(read_texts(screen)) == {"Alt text"}


def read_elements(root):
    """Yield the texts of an HTML element: seen, read aloud, or kept for a script to show."""
    for element in root.iter():
        if element.tag == "script":
            yield from read_script(element)
        elif isinstance(element.tag, str) and element.tag != "style":
            yield element.text or ""
            yield from (
                element.get(name, "") for name in ["alt", "aria-label", "placeholder", "title"]
            )
            if element.tag == "input" and element.get("type") in {"button", "submit"}:
                yield element.get("value", "")
            if blocks := element.get("data-w-block-data-value"):
                yield from read_data(json.loads(blocks))
        yield element.tail or ""


def read_script(script):
    if script.get("type") == "application/json" and script.get("id") != "wagtail-config":
        yield from read_data(json.loads(script.text))
    elif script.get("type") == "text/django-form-template":
        yield from read_markup(script.text)


def read_markup(text):
    yield from read_elements(html.fragment_fromstring(text, create_parent=True))


def read_data(data, name=""):
    """Yield the texts for people in the data of a script."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from read_data(value, key)
    elif isinstance(data, list):
        for item in data:
            yield from read_data(item, name)
    elif isinstance(data, str):
        if data.lstrip().startswith("<"):
            yield from read_markup(data)
        elif name in TEXT_NAMES or name.isupper() or (name.startswith("_") and " " in data):
            yield data


def is_english(text):
    text = re.sub(rf"\b(?:{'|'.join(LEFT_BY_OTHERS)})\b", "", " ".join(text.split()))
    translated, english_words = read_vocabulary()
    return text in translated or not english_words.isdisjoint(read_words(text))


def read_words(text):
    return {word.casefold() for word in WORD.findall(NO_WORDS.sub(" ", text))}


@cache
def read_vocabulary():
    """Return the texts that have another text in Dutch, and the words that only English has.

    What our own catalogue keeps as it is ("Download") is Dutch, whatever others make of it.
    """
    folders = [Path(django.__file__).parent / "conf", settings.BASE_DIR]
    folders += [Path(config.path) for config in apps.get_app_configs()]
    translated, kept, english, dutch = set(), set(), set(), set()
    for folder in folders:
        for path in folder.glob("locale/**/nl/LC_MESSAGES/django.mo"):
            for entry in polib.mofile(path):
                texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
                english |= read_words(f"{entry.msgid} {entry.msgid_plural}")
                dutch |= read_words(" ".join(texts))
                if not entry.msgctxt and entry.msgid not in texts:
                    translated.add(entry.msgid)
                elif not entry.msgctxt and folder == settings.BASE_DIR:
                    kept.add(entry.msgid)
    return translated - kept, english - dutch
