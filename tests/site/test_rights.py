"""What each role may do: every address of the admin, opened and sent to by somebody with the role.

`rights.toml` is the table: for each role and each part of the admin the addresses, by name, that it
gets by GET and by POST. After a change on purpose, write it anew with WRITE_RIGHTS=1, and read the
difference as what it is: a decision about who may do what.
"""

import logging
import os
import tomllib
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from wagtail.models import Collection, Locale, Site
from wagtail.snippets.models import get_snippet_models

from accounts.models import User
from library.models import Image
from news.models import NewsPage
from search.models import Question
from tests.admin_screens import FACTORIES
from tests.factories import (
    PASSWORD,
    FileFactory,
    MessageFactory,
    SubscriberFactory,
    UserFactory,
    get_home,
)
from translations.publishing import start_translation

PATH = Path(__file__).with_name("rights.toml")
TABLE = tomllib.loads(PATH.read_text())
# They end the session, fail on purpose, or are for everybody.
LEFT_OUT = {"wagtailadmin_logout", "wagtailadmin_error_test", "wagtailadmin_sprite"}
OPEN = ("wagtailadmin_login", "wagtailadmin_password_reset", "wagtailadmin_javascript_catalog")
# A part of a list, which asks for the same right.
PART = "results"
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
        ("wagtailusers_users", "pk"): UserFactory().pk,
        ("wagtailusers_groups", "pk"): Group.objects.first().pk,
        ("wagtailsites", "pk"): Site.objects.get().pk,
        ("wagtaillocales", "pk"): get_home().locale_id,
        ("search_questions", "pk"): Question.objects.create(words="buurt", locale=locale).pk,
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


def list_rights(role, addresses):
    """Return what a role gets: a dictionary of a part and method to the names, in order."""
    user = User.objects.create_user(f"{role.pk}@example.org", PASSWORD)
    user.groups.add(role)
    client = Client(raise_request_exception=False)
    client.force_login(user)
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
    lines = []
    for name, parts in sorted(table.items()):
        lines.append(f'["{name}"]')
        for part, addresses in parts.items():
            lines += [f'"{part}" = [', *[f'    "{address}",' for address in addresses], "]"]
        lines.append("")
    PATH.write_text("\n".join(lines))


@pytest.fixture(scope="module")
def quiet():
    """Nothing in the log of what an address answers that was sent nothing."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.usefixtures("full_site", "db", "quiet")
class TestARole:
    @pytest.mark.parametrize("name", TABLE)
    def test_may_do_what_the_table_says(self, name):
        addresses = find_addresses()
        assert len(addresses) > 250

        rights = list_rights(Group.objects.get(name=name), addresses)

        if "WRITE_RIGHTS" in os.environ:
            write(name, rights)
        assert rights == tomllib.loads(PATH.read_text())[name]

    def test_is_in_the_table(self):
        assert set(Group.objects.values_list("name", flat=True)) == set(TABLE)
