"""An editor meets Dutch on every screen: our words, and those of Wagtail and wagtail-localize.

A word is English here when the catalogues translate it and no translation has it: "page", but
not "document". So a label that was forgotten is found as soon as one of its words is known.
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

WORD = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]*>")

# What others leave in English, and why it stands here and not in a patch of ours.
LEFT_BY_OTHERS = {
    "Actions": "Wagtail, label of the buttons in the bar at the top, written in the template",
    "Search": "Wagtail, button of the search on the home screen, only for screen readers",
    "Root": "Wagtail, title of the page above all home pages, made by its migration",
    "Moderators approval": "Wagtail, name of the first workflow, made by its migration",
    "None": "Wagtail, number of a counter that is hidden until it has one",
}

PAGE_TYPES = [model for model in get_page_models() if model is not Page]
FACTORIES = {
    factory._meta.model: factory
    for factory in vars(factories).values()
    if isinstance(factory, type) and hasattr(factory, "_meta")
}


@pytest.fixture
def english(admin):
    """A function that visits a screen and returns what stands there in English."""

    def visit(address):
        response = admin.get(address)
        assert response.status_code == 200, f"{response.status_code} for {address}"
        if "json" in response["Content-Type"]:
            texts = read_data(response.json())
        else:
            texts = read_elements(html.document_fromstring(response.content.decode()))
        return {text for text in map(tidy, texts) if is_english(text)} - LEFT_BY_OTHERS.keys()

    return visit


def make_page(model, home):
    """Return a new page of this type below the pages that it belongs under."""
    return home if model is HomePage else FACTORIES[model](parent=make_parent(model, home))


def make_parent(model, home):
    return make_page(resolve_model_string(model.parent_page_types[0]), home)


@pytest.mark.parametrize("model", PAGE_TYPES)
class TestPageType:
    def test_is_added_in_dutch(self, model, home, english):
        parent = home.get_parent() if model is HomePage else make_parent(model, home)
        names = model._meta.app_label, model._meta.model_name

        assert english(reverse("wagtailadmin_pages:add", args=[*names, parent.pk])) == set()

    def test_is_edited_in_dutch(self, model, home, english):
        page = make_page(model, home)

        assert english(reverse("wagtailadmin_pages:edit", args=[page.pk])) == set()


@pytest.mark.parametrize("model", get_snippet_models())
class TestSnippet:
    def test_is_added_in_dutch(self, model, home, english):
        assert english(reverse(model.snippet_viewset.get_url_name("add"))) == set()

    def test_is_edited_in_dutch(self, model, home, english):
        snippet = FACTORIES[model]()

        address = reverse(model.snippet_viewset.get_url_name("edit"), args=[snippet.pk])

        assert english(address) == set()


class TestScreen:
    def test_behind_every_item_of_the_menu_is_in_dutch(self, admin, home, english):
        menu = html.document_fromstring(admin.get(reverse("wagtailadmin_home")).content.decode())
        items = set(
            read_addresses(json.loads(menu.get_element_by_id("wagtail-sidebar-props").text))
        )

        found = {address: english(address) for address in items}
        print(found)
        assert len(items) > 20
        assert {address: texts for address, texts in found.items() if texts} == {}


def read_elements(root):
    """Yield the texts of an HTML element: what is seen, read aloud, or kept for a script."""
    for element in root.iter():
        if element.tag == "script":
            yield from read_script(element)
        elif isinstance(element.tag, str) and element.tag != "style":
            yield element.text or ""
            yield from (
                element.get(name, "") for name in ["alt", "aria-label", "placeholder", "title"]
            )
            yield from read_data(element.get("data-w-block-data-value", ""))
            if element.get("type") in {"button", "submit"}:
                yield element.get("value", "")
        yield element.tail or ""


def read_script(element):
    if element.get("type") == "application/json" and element.get("id") != "wagtail-config":
        yield from read_data(json.loads(element.text))
    elif element.get("type") == "text/django-form-template":
        yield from read_elements(html.fragment_fromstring(element.text, create_parent=True))


def read_data(data, name=""): ...
