"""The screens of the admin, each opened once in a test run, for tests of what holds for all."""

import json
from dataclasses import asdict, dataclass

from django.db import transaction
from django.test import Client
from django.urls import reverse
from factory.django import DjangoModelFactory
from lxml import html
from wagtail.coreutils import resolve_model_string
from wagtail.models import Locale, Page, get_page_models
from wagtail.snippets.models import get_snippet_models

from home.models import HomePage
from tests import factories
from tests.factories import FileFactory, LibraryImageFactory, ThemeFactory, UserFactory, get_home
from tests.run import FOLDER, locked
from translations.publishing import start_translation

__all__ = ["PAGE_TYPES", "Screen", "open_once"]

SCREENS = FOLDER / "admin-screens.json"
PAGE_TYPES = [model for model in get_page_models() if model is not Page]
FACTORIES = {
    factory._meta.model: factory
    for factory in vars(factories).values()
    if isinstance(factory, type) and issubclass(factory, DjangoModelFactory)
}
# To add and to choose.
NAMES = [
    "account_reauthenticate",
    "accounts_end_sessions",
    "mfa_index",
    "wagtailadmin_choose_page",
    "wagtailadmin_choose_page_anchor_link",
    "wagtailadmin_choose_page_email_link",
    "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_workflows:add",
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
# About one page.
PAGE_NAMES = ["copy", "delete", "history", "move", "set_privacy", "unpublish", "usage"]
# About one thing of another kind.
THINGS = [
    ("wagtailimages:edit", LibraryImageFactory),
    ("wagtailimages:delete", LibraryImageFactory),
    ("wagtaildocs:edit", FileFactory),
    ("wagtailusers_users:edit", UserFactory),
]
TRANSLATION_NAMES = ["edit", "preview", "both", "versions", "publish", "minor"]
# For who is not signed in.
PUBLIC_NAMES = ["wagtailadmin_login", "wagtailadmin_password_reset"]


@dataclass(frozen=True)
class Screen:
    """What the admin answers to an address; `text` is HTML or JSON."""

    address: str
    status: int
    is_json: bool
    text: str


def open_once():
    """Return the list of all Screens. Of the processes of a test run, the first opens them."""
    with locked("admin-screens"):
        if not SCREENS.exists():
            with transaction.atomic():
                screens = list(open_screens())
                transaction.set_rollback(True)
            SCREENS.write_text(json.dumps([asdict(screen) for screen in screens]))
    return [Screen(**screen) for screen in json.loads(SCREENS.read_text())]


def open_screens():
    """Yield a Screen for each address."""
    home = get_home()
    editor = Client()
    editor.force_login(UserFactory())
    for address in find_page_addresses(home):
        yield open_screen(editor, address)
    for address in [*find_addresses(), *find_translation_addresses(home), *read_menu(editor)]:
        yield open_screen(editor, address)
    for name in PUBLIC_NAMES:
        yield open_screen(Client(), reverse(name))


def open_screen(client, address):
    response = client.get(address, follow=True)
    return Screen(
        address=address,
        status=response.status_code,
        is_json="json" in response["Content-Type"],
        text=response.content.decode(),
    )


def find_page_addresses(home):
    """Yield the screens for each type of page: to add it, and after that about a page of it."""
    pages = {HomePage: home}
    yield reverse_add(HomePage, home.get_parent())
    for model in PAGE_TYPES:
        yield from make_page(model, pages)
    for page in pages.values():
        yield reverse("wagtailadmin_pages:edit", args=[page.pk])
    for name in PAGE_NAMES:
        yield reverse(f"wagtailadmin_pages:{name}", args=[page.pk])


def make_page(model, pages):
    """Add a page of a type to a dictionary of pages by type, and those above it before.

    Yields the screen to add each, while there is none: some may be there once only.
    """
    if model not in pages:
        above = resolve_model_string(model.parent_page_types[0])
        yield from make_page(above, pages)
        yield reverse_add(model, pages[above])
        pages[model] = FACTORIES[model](parent=pages[above])


def reverse_add(model, parent):
    names = [model._meta.app_label, model._meta.model_name]
    return reverse("wagtailadmin_pages:add", args=[*names, parent.pk])


def find_addresses():
    """Yield the screens for what is no page."""
    for model in get_snippet_models():
        get_name = model.snippet_viewset.get_url_name
        yield reverse(get_name("add"))
        # A page may have brought one: that of a theme does, and no two have one address.
        thing = model.objects.first() or FACTORIES[model]()
        yield reverse(get_name("edit"), args=[thing.pk])
    yield from map(reverse, NAMES)
    for name, factory in THINGS:
        yield reverse(name, args=[factory().pk])


def find_translation_addresses(home):
    """Yield the screens for a page and a snippet that are being translated."""
    english, _ = Locale.objects.get_or_create(language_code="en")
    translation = start_translation(home, english)
    theme = ThemeFactory(name="Ontmoeting")
    yield reverse("wagtail_localize:submit_page_translation", args=[home.pk])
    yield reverse("wagtail_localize:submit_snippet_translation", args=["teams", "theme", theme.pk])
    for name in TRANSLATION_NAMES:
        yield reverse(f"translations:{name}", args=[translation.pk])


def read_menu(client):
    """Return the addresses in the menu (a set), but for the one to sign out."""
    start = html.document_fromstring(client.get("/admin/").content.decode())
    return set(read_addresses(json.loads(start.get_element_by_id("wagtail-sidebar-props").text)))


def read_addresses(data):
    """Yield the addresses in the data of the menu."""
    if isinstance(data, list):
        for item in data:
            yield from read_addresses(item)
    elif isinstance(data, dict):
        address = data.get("url")
        if isinstance(address, str) and address.startswith("/admin/"):
            yield address
        yield from read_addresses(list(data.values()))
