"""Secrets of second factors in the database, and what becomes of them with another SECRET_KEY."""

from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from accounts.models import User
from accounts.second_factor.sealing import count_unreadable
from tests.accounts.second_factor.factors import add_app, make_code
from tests.factories import PASSWORD, UserFactory

OWN = "/admin/account/login/"
CODE = "/admin/login/code/"


@pytest.fixture
def app(home):
    """The secret of the app of a colleague, and their recovery codes."""
    return add_app(UserFactory(email="fatima@example.org"))


@pytest.fixture
def renewed(app, settings):
    """The key of before, on a site with another one."""
    key, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    return key


def sign_in(client, code):
    client.post("/admin/login/", {"username": "fatima@example.org", "password": PASSWORD})
    return client.post(CODE, {"code": code})


def list_data():
    return dict(Authenticator.objects.values_list("type", "data"))


class TestTheDatabase:
    def test_has_no_secret_as_it_is(self, app):
        assert app[0] not in list_data()["totp"]["secret"]
        assert len(list_data()["recovery_codes"]["seed"]) > 100

    def test_has_those_of_before_sealed_by_a_migration(self, app, client):
        migration = import_module("accounts.migrations.0006_seal_second_factors")
        migration.unseal_secrets(apps, None)
        assert list_data()["totp"]["secret"] == app[0]

        migration.seal_secrets(apps, None)

        assert app[0] not in list_data()["totp"]["secret"]
        assertRedirects(sign_in(client, app[1][0]), "/admin/")


class TestAnotherKey:
    def test_opens_what_was_sealed_with_one_of_before(self, app, renewed, client, settings):
        settings.SECRET_KEY_FALLBACKS = [renewed]

        assertRedirects(sign_in(client, make_code(app[0])), "/admin/")
        assert count_unreadable() == 0

    def test_alone_says_whom_to_ask(self, app, renewed, client):
        response = sign_in(client, make_code(app[0]))

        assertContains(response, "Of vraag wie de site technisch beheert om hulp")
        assert count_unreadable() == 1

    def test_keeps_nobody_from_what_they_have_anew(self, app, renewed, client):
        user = User.objects.get()
        Authenticator.objects.filter(type=Authenticator.Type.TOTP).delete()
        TOTP.activate(user, app[0])
        assertRedirects(sign_in(client, make_code(app[0])), "/admin/")

        Authenticator.objects.filter(type=Authenticator.Type.RECOVERY_CODES).delete()
        codes = RecoveryCodes.activate(user).generate_codes()
        Authenticator.objects.filter(type=Authenticator.Type.TOTP).update(data={"secret": "shut"})
        assertRedirects(sign_in(Client(), codes[0]), "/admin/")

    def test_leaves_the_screens_of_who_comes_in_with_a_passkey(self, app, client, settings):
        sign_in(client, make_code(app[0]))
        settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
        client.get("/admin/")
        settings.SECRET_KEY_FALLBACKS = []

        assertContains(client.get(OWN), "U hebt er nog 10")
        response = client.get(f"{OWN}recovery-codes/")
        assertRedirects(response, f"{OWN}recovery-codes/new/")
        response = client.post(f"{OWN}recovery-codes/new/")
        assertRedirects(response, f"{OWN}recovery-codes/")
