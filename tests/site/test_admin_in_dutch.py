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
from django.urls import reverse
from lxml import html
from wagtail.coreutils import resolve_model_string
from wagtail.models import Page, get_page_models
from wagtail.snippets.models import get_snippet_models

from home.models import HomePage
from tests import factories

# What others leave in English on these screens, as regular expressions.
LEFT_BY_OTHERS = [
    # Wagtail's templates: the buttons at the top, a search button for screen readers, a counter
    # that is hidden while it has nothing to count.
    "Actions",
    "Search",
    "None",
    # Wagtail's migrations: the first workflow, and the page above all home pages.
    "Moderators approval",
    "Root page",
    "Root",
    # Wagtail's Dutch catalogue has these words in English.
    "Default",
    "File",
    # Wagtail's fields without a name for people: login, links in a text, sites.
    "Password",
    "Link text",
    "Email address",
    "Subject",
    "Body",
    "Phone number",
    "Site name",
    "Port",
    # wagtail-localize's report and list of languages.
    "Source locale",
    "Target locale",
    "Content type",
    r"\d+ pages?",
    # The language's own name, where people choose the language of their screens.
    "English",
]

PAGE_TYPES = [model for model in get_page_models() if model is not Page]
FACTORIES = {
    factory._meta.model: factory
    for factory in vars(factories).values()
    if isinstance(factory, type) and issubclass(factory, factories.DjangoModelFactory)
}

WORD = re.compile(r"[^\W\d_]{2,}")
NO_WORDS = re.compile(
    r"%\(\w+\)[sd]|%[sd]|<[^>]*>"  # placeholders and tags in a catalogue
    r"|\S*(?:[/@_]|--|\.\w)\S*"  # addresses, file names and class names
)
# The names in the data for scripts under which texts for people stand.
TEXT_NAMES = {"description", "error_name", "heading", "help_text", "helpText", "label"}


@pytest.fixture
def find_english(admin):
    """Return a function that visits a screen and returns the texts there that are in English."""

    def visit(address):
        response = admin.get(address, follow=True)
        assert response.status_code == 200, f"{address} answers {response.status_code}"
        if "json" in response["Content-Type"]:
            texts = read_data(response.json())
        else:
            texts = read_elements(html.document_fromstring(response.content.decode()))
        return {text for text in texts if is_english(text)}

    return visit


@pytest.mark.parametrize("model", PAGE_TYPES)
class TestPageType:
    def test_is_added_in_dutch(self, model, home, find_english):
        parent = home.get_parent() if model is HomePage else make_parent(model, home)
        names = [model._meta.app_label, model._meta.model_name]

        assert find_english(reverse("wagtailadmin_pages:add", args=[*names, parent.pk])) == set()

    def test_is_edited_in_dutch(self, model, home, find_english):
        page = make_page(model, home)

        assert find_english(reverse("wagtailadmin_pages:edit", args=[page.pk])) == set()


@pytest.mark.parametrize("model", get_snippet_models())
class TestSnippet:
    def test_is_added_in_dutch(self, model, home, find_english):
        assert find_english(reverse(model.snippet_viewset.get_url_name("add"))) == set()

    def test_is_edited_in_dutch(self, model, home, find_english):
        snippet = FACTORIES[model]()
        address = reverse(model.snippet_viewset.get_url_name("edit"), args=[snippet.pk])

        assert find_english(address) == set()


class TestScreens:
    def test_behind_the_menu_are_in_dutch(self, admin, home, find_english):
        factories.NewsPageFactory(parent=factories.NewsIndexPageFactory(parent=home))
        factories.WorkTeamPageFactory(parent=factories.WorkTeamIndexPageFactory(parent=home))
        for factory in [factories.PartnerFactory, factories.PictureFactory, factories.FileFactory]:
            factory()
        start = html.document_fromstring(admin.get("/admin/").content.decode())
        menu = set(
            read_addresses(json.loads(start.get_element_by_id("wagtail-sidebar-props").text))
        )

        assert len(menu) > 20
        assert {address: found for address in menu if (found := find_english(address))} == {}

    @pytest.mark.parametrize(
        "name",
        [
            "wagtailimages:add",
            "wagtailimages:add_multiple",
            "wagtailimages_chooser:choose",
            "wagtaildocs:add",
            "wagtaildocs:add_multiple",
            "wagtaildocs_chooser:choose",
            "wagtailadmin_choose_page",
            "wagtailadmin_choose_page_external_link",
            "wagtailadmin_choose_page_email_link",
            "wagtailadmin_choose_page_phone_link",
            "wagtailadmin_choose_page_anchor_link",
            "wagtailusers_users:add",
            "wagtailredirects:add",
        ],
    )
    def test_to_add_and_to_choose_are_in_dutch(self, name, home, find_english):
        assert find_english(reverse(name)) == set()

    @pytest.mark.parametrize(
        "name", ["copy", "delete", "history", "move", "set_privacy", "unpublish", "usage"]
    )
    def test_about_one_page_are_in_dutch(self, name, home, find_english):
        page = factories.StandardPageFactory(parent=home)

        assert find_english(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])) == set()

    @pytest.mark.parametrize(
        ("name", "factory"),
        [
            ("wagtailimages:edit", factories.PictureFactory),
            ("wagtailimages:delete", factories.PictureFactory),
            ("wagtaildocs:edit", factories.FileFactory),
            ("wagtailusers_users:edit", factories.UserFactory),
        ],
    )
    def test_about_one_thing_are_in_dutch(self, name, factory, home, find_english):
        assert find_english(reverse(name, args=[factory().pk])) == set()

    @pytest.mark.parametrize("name", ["wagtailadmin_login", "wagtailadmin_password_reset"])
    def test_to_sign_in_are_in_dutch(self, name, admin, find_english):
        admin.logout()

        assert find_english(reverse(name)) == set()


def make_page(model, home):
    """Return a new page of this type, below the pages that it belongs under."""
    return home if model is HomePage else FACTORIES[model](parent=make_parent(model, home))


def make_parent(model, home):
    return make_page(resolve_model_string(model.parent_page_types[0]), home)


def read_addresses(data):
    """Yield the addresses in the data of the menu, without the one to sign out."""
    if isinstance(data, list):
        for item in data:
            yield from read_addresses(item)
    elif isinstance(data, dict):
        address = data.get("url")
        if isinstance(address, str) and address.startswith("/admin/"):
            yield address
        yield from read_addresses(list(data.values()))


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
    """Return the texts that have another text in Dutch, and the words that only English has."""
    folders = [Path(django.__file__).parent / "conf", settings.BASE_DIR]
    folders += [Path(config.path) for config in apps.get_app_configs()]
    translated, english, dutch = set(), set(), set()
    for folder in folders:
        for path in folder.glob("locale/nl/LC_MESSAGES/django.mo"):
            for entry in polib.mofile(path):
                texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
                english |= read_words(f"{entry.msgid} {entry.msgid_plural}")
                dutch |= read_words(" ".join(texts))
                if not entry.msgctxt and entry.msgid not in texts:
                    translated.add(entry.msgid)
    return translated, english - dutch
