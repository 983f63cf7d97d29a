"""What each role may do: every address of the admin, opened and sent to by somebody with the role.

`rights.toml` is the table: for each role and each part of the admin the addresses, by name, that it
gets by GET and by POST. After a change on purpose, write it anew with WRITE_RIGHTS=1, and read the
difference as what it is: a decision about who may do what.
"""

import logging
import os
import tomllib
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import NoReverseMatch, get_resolver, resolve, reverse
from lxml import html
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale, Site
from wagtail.snippets.models import get_snippet_models

from accounts.models import User
from accounts.roles import ROLES
from library.models import Image
from news.models import NewsPage
from search.models import Question, Synonym
from tests.admin_screens import FACTORIES, read_menu
from tests.factories import (
    PASSWORD,
    FileFactory,
    MessageFactory,
    SubscriberFactory,
    get_home,
)
from translations.publishing import start_translation

PATH = Path(__file__).with_name("rights.toml")
NAMES = [*(role.name for role in ROLES), "Vertaler Engels"]
# They end the session, fail on purpose, or are for everybody.
LEFT_OUT = {"wagtailadmin_logout", "wagtailadmin_error_test", "wagtailadmin_sprite"}
OPEN = (
    *("wagtailadmin_login", "wagtailadmin_password_reset", "wagtailadmin_javascript_catalog"),
    *("account_login", "mfa_authenticate", "mfa_login_webauthn"),
)
# A part of a list, which asks for the same right.
PART = "results"
# Where a link, form or button of a screen leads.
ADDRESSES = "//@href | //@action | //@formaction | //@data-w-action-url-value"
# It does nothing before things are marked, and asks about each of those.
ASKS_FOR_THINGS = "wagtail_bulk_action"
EDIT = "wagtailadmin_pages:edit"
REFUSED = {403, 404, 405}


def find_addresses():
    """Return the addresses of the admin, as a dictionary of name to path."""
    keys = get_keys()
    addresses = {}
    for name, arguments in walk(get_resolver()):
        if name in LEFT_OUT or name.startswith(OPEN) or name.endswith(PART):
            continue
        space = name.rpartition(":")[0]
        values = {
            argument: keys.get((space, argument), keys.get(argument)) for argument in arguments
        }
        if None not in values.values():
            try:
                addresses[name] = reverse(name, kwargs=values)
            except NoReverseMatch:
                continue
    return {name: path for name, path in addresses.items() if path.startswith("/admin/")}


def walk(resolver, spaces=()):
    """Yield the name of each address, with those of the parts it stands in, and its arguments."""
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = [pattern.namespace] if pattern.namespace else []
            yield from walk(pattern, [*spaces, *inner])
        elif pattern.name:
            yield ":".join([*spaces, pattern.name]), list(pattern.pattern.converters)


def get_keys():
    """Return what goes into the addresses, by the name of an argument, alone or with its part."""
    page, image, document = NewsPage.objects.first(), Image.objects.first(), FileFactory()
    locale, english = get_home().locale, Locale.objects.get(language_code="en")
    keys = {
        **dict.fromkeys(["page_id", "page_to_move_id", "page_pk"], page.pk),
        "parent_page_id": page.get_parent().pk,
        "redirect_id": Redirect.objects.create(old_path="/oud", redirect_page=page).pk,
        "destination_id": get_home().pk,
        "image_id": image.pk,
        "document_id": document.pk,
        "doc_id": document.pk,
        "app_label": "teams",
        "model_name": "theme",
        "app_name": "pages",
        "content_type_app_name": "news",
        "content_type_model_name": "newspage",
        ("wagtailsettings", "model_name"): "contactsettings",
        ("wagtailsettings", "pk"): Site.objects.get().pk,
        ("wagtailimages_chooser", "pk"): image.pk,
        ("wagtaildocs_chooser", "pk"): document.pk,
        ("contact_messages", "pk"): MessageFactory().pk,
        ("newsletter_subscribers", "pk"): SubscriberFactory().pk,
        ("wagtailusers_users", "pk"): User.objects.create_user("collega@example.org").pk,
        ("wagtailusers_groups", "pk"): Group.objects.first().pk,
        ("wagtailsites", "pk"): Site.objects.get().pk,
        ("wagtaillocales", "pk"): get_home().locale_id,
        ("search_questions", "pk"): Question.objects.create(words="buurt", locale=locale).pk,
        ("search_synonyms", "pk"): Synonym.objects.create(word="huis", locale=locale).pk,
        ("translations", "pk"): start_translation(get_home(), english).pk,
        ("translations", "kind"): "xliff",
        ("wagtailadmin_collections", "pk"): Collection.get_first_root_node().pk,
    }
    for model in get_snippet_models():
        key = (model.objects.first() or FACTORIES[model]()).pk
        label = f"{model._meta.app_label}_{model._meta.model_name}"
        keys[f"wagtailsnippets_{label}", "pk"] = key
        keys[f"wagtailsnippetchoosers_{label}", "pk"] = key
    return keys


def make_client(name):
    """Return a client of somebody who has the role with this name, and no other."""
    user = User.objects.create_user("iemand@example.org", PASSWORD)
    user.groups.add(Group.objects.get(name=name))
    return Client(raise_request_exception=False, user=user)


def list_rights(client, addresses):
    """Return what somebody gets: a dictionary of a part and method to the names, in order."""
    rights = {}
    for name, path in sorted(addresses.items()):
        part, _colon, short = name.rpartition(":")
        for method in ["get", "post"]:
            if is_let_in(getattr(client, method), path):
                rights.setdefault(f"{part or 'admin'} {method}", []).append(short)
    return rights


def is_let_in(send, path):
    """Return whether a request gets further than the question who asks; it is undone."""
    with transaction.atomic():
        response = send(path)
        transaction.set_rollback(True)
    if response.status_code in REFUSED:
        return False
    return response.get("Location", "").partition("?")[0] not in {"/admin/", "/admin/login/"}


def write(role, rights):
    """Write what a role may do into the table, a line for each address: so a change is one line."""
    # Another role may have been written just now.
    table = {**tomllib.loads(PATH.read_text()), role: rights}
    table = {name: parts for name, parts in table.items() if name in NAMES}
    lines = []
    for name, parts in sorted(table.items()):
        lines.append(f'["{name}"]')
        for part, addresses in parts.items():
            lines += [f'"{part}" = [', *[f'    "{address}",' for address in addresses], "]"]
        lines.append("")
    PATH.write_text("\n".join(lines))


class SameUserMiddleware:
    """In the place of Django's: the user that `make_client` made, with what was read of it once."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.user = request.environ["user"]
        return self.get_response(request)


class UnrenderedResponse(HttpResponse):
    """Stands for a page that somebody gets; nobody reads what is on it."""

    def render(self):
        return self


class NoRenderingMiddleware:
    """Leaves out the making of a page, which is most of the work: who gets it is known by then."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_template_response(self, request, response):
        return UnrenderedResponse(status=response.status_code)


@contextmanager
def visiting(*, is_rendered):
    """In this block a client is of its user, and reads nothing of a session from the database.

    For a client that asked for nothing before the block.
    """
    auth = "django.contrib.auth.middleware.AuthenticationMiddleware"
    middleware = [
        f"{__name__}.SameUserMiddleware" if each == auth else each for each in settings.MIDDLEWARE
    ]
    if not is_rendered:
        middleware.append(f"{__name__}.NoRenderingMiddleware")
    with override_settings(
        MIDDLEWARE=middleware,
        SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
        MESSAGE_STORAGE="django.contrib.messages.storage.cookie.CookieStorage",
    ):
        yield


@pytest.fixture(scope="class")
def addresses(full_site, keep):
    """The addresses of the admin, about what is there for as long as the tests of a class last."""
    with keep():
        addresses = find_addresses()
        assert len(addresses) > 250
        yield addresses


@pytest.fixture(scope="module")
def quiet():
    """Nothing in the log of what an address answers that was sent nothing."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def find_shown(client):
    """Return what somebody is shown: on the first screen, on those of the menu, and on a page.

    That is a dictionary of the name of a view to an address of it and the screen it stands on.
    """
    shown = {}
    for screen in ["/admin/", *sorted(read_menu(client))]:
        read_screen(client, screen, shown)
    if EDIT in shown:
        read_screen(client, shown[EDIT][0], shown)
    return shown


def read_screen(client, screen, shown):
    """Add what a screen leads to, which must not be refused itself."""
    response = client.get(screen, follow=True)
    assert response.status_code == HTTPStatus.OK, screen
    assert screen == "/admin/" or response.request["PATH_INFO"] != "/admin/", screen
    page = html.document_fromstring(response.content.decode())
    for address in page.xpath(ADDRESSES):
        if address.startswith("/admin/"):
            name = resolve(address.partition("?")[0].partition("#")[0]).view_name
            if name not in {*LEFT_OUT, ASKS_FOR_THINGS}:
                shown.setdefault(name, (address, screen))


@pytest.mark.usefixtures("full_site", "db", "quiet")
class TestARole:
    @pytest.mark.parametrize("name", NAMES)
    def test_may_do_what_the_table_says(self, addresses, name):
        with visiting(is_rendered=False):
            rights = list_rights(make_client(name), addresses)

        if "WRITE_RIGHTS" in os.environ:
            write(name, rights)
        assert rights == tomllib.loads(PATH.read_text()).get(name)

    def test_is_in_the_table(self):
        names = set(Group.objects.values_list("name", flat=True))
        assert names == set(NAMES) == set(tomllib.loads(PATH.read_text()))

    @pytest.mark.parametrize("name", NAMES)
    def test_is_shown_nothing_that_is_refused(self, addresses, name):
        client = make_client(name)
        with visiting(is_rendered=True):
            shown = find_shown(client)

        visitor = Client(raise_request_exception=False, user=client.defaults["user"])
        with visiting(is_rendered=False):
            refused = {
                address: screen
                for address, screen in shown.values()
                if not is_let_in(visitor.get, address) and not is_let_in(visitor.post, address)
            }
        assert refused == {}
