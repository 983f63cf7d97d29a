"""The Dutch words: complete, in step with the code, and leaving Wagtail's own words alone."""

import ast
import re
from pathlib import Path

import django
import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(settings.BASE_DIR)
CATALOGUE = Path("locale/nl/LC_MESSAGES/django.po")
# What we say in other words than the packages that we use.
OTHERS = [Path(f"locale/others/nl/LC_MESSAGES/{domain}.po") for domain in ["django", "djangojs"]]
APPS = [Path(config.path) for config in apps.get_app_configs()]
OUR_APPS = [path for path in APPS if path.parent == ROOT]

STRING = r"""u?(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
TEMPLATE_CALL = re.compile(rf"(?<!\w)(_|\w*gettext)\(({STRING}(?:, {STRING})*)")
GETTEXT = re.compile(r"_|(n?)(p?)gettext(?:_lazy|_noop)?")


@pytest.fixture(scope="module")
def catalogue():
    return polib.pofile(ROOT / CATALOGUE)


def key(entry):
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def words(entry):
    """Return the translation: one text, or a list with one text for each plural form."""
    return list(entry.msgstr_plural.values()) or entry.msgstr


class TestDutchCatalogue:
    def test_is_in_step_with_the_code(self, catalogue):
        asked = read_python() | read_templates()

        assert asked == {key(entry) for entry in catalogue}, "`make messages` sets this right"

    def test_is_complete(self, catalogue):
        assert catalogue.untranslated_entries() == []
        assert catalogue.fuzzy_entries() == []
        assert catalogue.obsolete_entries() == []

    def test_is_compiled(self, catalogue):
        compiled = polib.mofile(ROOT / CATALOGUE.with_suffix(".mo"))

        assert {key(entry): words(entry) for entry in compiled} == {
            key(entry): words(entry) for entry in catalogue
        }, "`make messages` sets this right"

    def test_keeps_placeholders(self, catalogue):
        def placeholders(text):
            return sorted(re.findall(r"%\(\w+\)s|%[sd%]|\{\w*\}", text))

        for entry in catalogue:
            for text in entry.msgstr_plural.values() or [entry.msgstr]:
                assert placeholders(text) == placeholders(entry.msgid), entry

    def test_speaks_to_people_politely(self, catalogue):
        informal = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)

        assert [entry.msgstr for entry in catalogue if informal.search(entry.msgstr)] == []

    def test_has_curly_quotes(self, catalogue):
        texts = [text for entry in catalogue for text in [entry.msgid, entry.msgstr]]

        assert [text for text in texts if re.search("['\"]", text)] == []

    def test_leaves_the_words_of_wagtail_and_django_alone(self, catalogue):
        """A msgid of ours that they use too, with another meaning, would change their screens."""
        ours = polib.pofile(ROOT / OTHERS[0])
        theirs = read_other_catalogues() | {key(entry): words(entry) for entry in ours}

        assert {
            key(entry): (words(entry), theirs[key(entry)])
            for entry in catalogue
            if theirs.get(key(entry), words(entry)) != words(entry)
        } == {}


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
class TestWordsOfOthers:
    """A word of theirs that is gone or was reworded: take it out, or write it anew."""

    def test_are_said_by_them(self, path):
        asked = read_other_catalogues(path.stem)

        assert [entry.msgid for entry in polib.pofile(ROOT / path) if key(entry) not in asked] == []

    def test_are_other_words(self, path):
        theirs = read_other_catalogues(path.stem)

        same = [each for each in polib.pofile(ROOT / path) if words(each) == theirs.get(key(each))]
        assert [entry.msgid for entry in same] == []

    def test_keep_placeholders(self, path):
        for entry in polib.pofile(ROOT / path):
            for text in list_texts(entry):
                assert placeholders(text) <= placeholders(entry.msgid + entry.msgid_plural), entry

    def test_say_how_many_there_are_where_it_is_said(self, path):
        several = [entry for entry in polib.pofile(ROOT / path) if entry.msgid_plural]

        assert [
            entry.msgid
            for entry in several
            if placeholders(entry.msgstr_plural[1]) != placeholders(entry.msgid_plural)
        ] == []

    def test_have_curly_quotes(self, path):
        texts = [text for entry in polib.pofile(ROOT / path) for text in list_texts(entry)]

        assert [text for text in texts if re.search("['\"]", re.sub("<[^>]*>", "", text))] == []

    def test_speak_to_people_politely(self, path):
        informal = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)

        texts = [text for entry in polib.pofile(ROOT / path) for text in list_texts(entry)]
        assert [text for text in texts if informal.search(text)] == []

    def test_are_compiled(self, path):
        compiled = polib.mofile(ROOT / path.with_suffix(".mo"))

        assert {key(entry): words(entry) for entry in compiled} == {
            key(entry): words(entry) for entry in polib.pofile(ROOT / path)
        }


def placeholders(text):
    return set(re.findall(r"%\(\w+\)[sd]|\{\w*\}", text))


def list_texts(entry):
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def read_python():
    """Return the messages that our modules ask for, as xgettext would find them."""
    return {
        read_call(name, strings)
        for app in OUR_APPS
        for path in app.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        if GETTEXT.fullmatch(name := getattr(node.func, "id", getattr(node.func, "attr", "")))
        if (strings := [each.value for each in node.args if isinstance(each, ast.Constant)])
    }


def read_templates():
    """Return the messages that our templates ask for; Django turns them into calls of gettext."""
    return {
        read_call(name, ast.literal_eval(f"[{strings}]"))
        for suffix in ["html", "txt"]
        for path in (ROOT / "templates").rglob(f"*.{suffix}")
        for name, strings in TEMPLATE_CALL.findall(templatize(path.read_text(), origin=path))
    }


def read_call(name, strings):
    """Return (context, msgid, plural msgid) of a call of a gettext function with these strings."""
    has_plural, has_context = GETTEXT.fullmatch(name).groups()
    context = strings[0] if has_context else None
    msgid, *rest = strings[1:] if has_context else strings
    return context, msgid, rest[0] if has_plural else ""


def read_other_catalogues(domain="django"):
    """Return what Django and the apps of others say in Dutch; "djangojs" is what scripts say.

    Not django-allauth, of which no screen is shown: ours are in the place of them.
    """
    folders = [
        Path(django.__file__).parent / "conf",
        *(path for path in APPS if path not in OUR_APPS and "allauth" not in path.parts),
    ]
    return {
        key(entry): words(entry)
        for folder in folders
        for path in folder.glob(f"locale/nl/LC_MESSAGES/{domain}.mo")
        for entry in polib.mofile(path)
        if entry.msgid
    }
