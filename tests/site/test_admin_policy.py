"""No screen of the admin needs an inline script that its security policy refuses."""

import base64
import hashlib
import json

import pytest
from django.conf import settings
from django.urls import reverse
from lxml import html
from wagtail.models import Locale
from wagtail.snippets.models import get_snippet_models

from tests import factories
from tests.site.test_admin_in_dutch import FACTORIES, PAGE_TYPES, make_page, read_addresses
from translations.publishing import start_translation

NAMES = [
    "wagtailadmin_choose_page",
    "wagtailadmin_choose_page_external_link",
    "wagtaildocs:add",
    "wagtaildocs:add_multiple",
    "wagtaildocs_chooser:choose",
    "wagtailimages:add",
    "wagtailimages:add_multiple",
    "wagtailimages_chooser:choose",
    "wagtailredirects:add",
    "wagtailusers_groups:add",
    "wagtailusers_users:add",
]


def find_refused(response):
    """Return the inline scripts in an answer that the policy has no hash for."""
    allowed = settings.SECURE_CSP_ADMIN["script-src"]
    return [script for script in read_scripts(response) if hash_source(script) not in allowed]


def read_scripts(response):
    """Yield the text of every script that a browser would run, in HTML or in JSON that has some."""
    if "json" in response["Content-Type"]:
        texts = [text for text in read_strings(response.json()) if "<script" in text]
    else:
        texts = [response.content.decode()]
    for text in texts:
        for script in html.document_fromstring(text).iter("script"):
            if not script.get("src") and script.get("type", "text/javascript") == "text/javascript":
                yield script.text


def read_strings(data):
    if isinstance(data, str):
        yield data
    elif isinstance(data, list | dict):
        for part in data.values() if isinstance(data, dict) else data:
            yield from read_strings(part)


def hash_source(script):
    """Return the source that allows a script (CSP level 3, 2.3.1)."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"


@pytest.fixture
def refused(admin):
    """Return a function that visits screens and returns the scripts refused, by address."""

    def visit(addresses):
        found = {}
        for address in addresses:
            response = admin.get(address, follow=True)
            assert response.status_code == 200, address
            if scripts := find_refused(response):
                found[address] = scripts
        return found

    return visit


class TestScreens:
    def test_behind_the_menu_run_no_refused_script(self, admin, home, refused):
        start = html.document_fromstring(admin.get("/admin/").content.decode())
        menu = json.loads(start.get_element_by_id("wagtail-sidebar-props").text)

        assert refused(set(read_addresses(menu))) == {}

    def test_to_add_and_to_choose_run_no_refused_script(self, home, refused):
        assert refused(map(reverse, NAMES)) == {}

    @pytest.mark.parametrize("model", PAGE_TYPES)
    def test_of_a_page_run_no_refused_script(self, model, home, refused):
        page = make_page(model, home)
        names = ["edit", "copy", "move", "history"]

        assert (
            refused(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]) for name in names) == {}
        )

    def test_of_snippets_run_no_refused_script(self, home, refused):
        addresses = []
        for model in get_snippet_models():
            get_name = model.snippet_viewset.get_url_name
            addresses.append(reverse(get_name("add")))
            addresses.append(reverse(get_name("edit"), args=[FACTORIES[model]().pk]))

        assert refused(addresses) == {}

    def test_of_pictures_files_and_people_run_no_refused_script(self, home, editor, refused):
        assert (
            refused(
                [
                    reverse("wagtailimages:edit", args=[factories.PictureFactory().pk]),
                    reverse("wagtaildocs:edit", args=[factories.FileFactory().pk]),
                    reverse("wagtailusers_users:edit", args=[editor.pk]),
                    reverse("wagtailadmin_workflows:add"),
                ]
            )
            == {}
        )

    def test_of_translations_run_no_refused_script(self, home, refused):
        english, _ = Locale.objects.get_or_create(language_code="en")
        theme = factories.ThemeFactory()
        translation = start_translation(home, english)

        assert (
            refused(
                [
                    reverse("wagtail_localize:submit_page_translation", args=[home.pk]),
                    reverse(
                        "wagtail_localize:submit_snippet_translation",
                        args=["teams", "theme", theme.pk],
                    ),
                    reverse("translations:board"),
                    reverse("translations:edit", args=[translation.pk]),
                    reverse("translations:publish", args=[translation.pk]),
                    reverse("translations:minor", args=[translation.pk]),
                ]
            )
            == {}
        )
