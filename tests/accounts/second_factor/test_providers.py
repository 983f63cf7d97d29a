"""Signing in at SURFconext, or another provider that speaks OpenID Connect."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from pytest_django.asserts import assertContains, assertRedirects

from accounts.models import User
from tests.accounts.second_factor.factors import add_app
from tests.accounts.second_factor.providers import make_settings, serve_provider
from tests.factories import UserFactory

LOGIN = "/admin/login/"


@pytest.fixture
def claims():
    return {"sub": "fatima-1", "email": "Fatima@example.org", "email_verified": True}


@pytest.fixture(autouse=True)
def provider(settings, claims, home):
    with serve_provider(claims) as address:
        settings.SOCIALACCOUNT_PROVIDERS = make_settings(address)
        yield address


@pytest.fixture
def colleague(home):
    return UserFactory(email="fatima@example.org")


def sign_in(client):
    """Go to the provider and come back, as who is known there."""
    there = client.get(f"{LOGIN}sso/?next=/admin/reports/")
    state = parse_qs(urlsplit(there["Location"]).query)["state"][0]
    return client.get(f"{LOGIN}sso/back/", {"code": "code", "state": state})


def is_signed_in(client):
    return "_auth_user_id" in client.session


class TestAColleague:
    def test_finds_it_on_the_login_page(self, client):
        assertContains(client.get(LOGIN), "Inloggen met SURFconext")

    def test_is_known_by_an_address_that_was_checked(self, client, colleague):
        response = sign_in(client)

        assertRedirects(response, "/admin/reports/", fetch_redirect_response=False)
        assert client.session["_auth_user_id"] == str(colleague.pk)

    def test_is_known_by_the_sub_from_then_on(self, client, colleague, claims):
        sign_in(client)
        client.logout()
        claims["email"] = "f.van.dijk@example.org"

        sign_in(client)

        assert client.session["_auth_user_id"] == str(colleague.pk)

    def test_shows_their_second_factor_as_well(self, client, colleague):
        add_app(colleague)

        assertRedirects(sign_in(client), f"{LOGIN}code/")
        assert not is_signed_in(client)

    def test_may_do_no_more_than_before(self, client, home):
        User.objects.create_user("fatima@example.org")

        sign_in(client)

        assert is_signed_in(client)
        assertRedirects(client.get("/admin/"), f"{LOGIN}?next=/admin/")


class TestSomebodyElse:
    def assert_is_turned_away(self, client):
        response = sign_in(client)

        assertRedirects(response, LOGIN, fetch_redirect_response=False)
        assertContains(client.get(LOGIN), "Bij die login hoort hier geen account")
        assert not is_signed_in(client)

    def test_gets_no_account(self, client):
        self.assert_is_turned_away(client)
        assert not User.objects.exists()
        assert not SocialAccount.objects.exists()

    def test_is_not_taken_for_a_colleague_by_an_address_that_nobody_checked(
        self, client, colleague, claims
    ):
        claims["email_verified"] = False

        self.assert_is_turned_away(client)

    def test_is_not_taken_for_a_colleague_who_is_known_already(self, client, colleague, claims):
        """An address goes to who comes after somebody; a sub does not."""
        sign_in(client)
        client.logout()
        claims["sub"] = "farid-2"

        self.assert_is_turned_away(client)

    def test_does_not_sign_in_with_an_account_that_was_shut(self, client, colleague):
        sign_in(client)
        client.logout()
        User.objects.update(is_active=False)

        assertRedirects(sign_in(client), LOGIN)
        assert not is_signed_in(client)

    def test_ties_no_login_to_an_account_but_by_signing_in(self, client, colleague):
        client.force_login(colleague)
        there = client.get(f"{LOGIN}sso/?process=connect")
        state = parse_qs(urlsplit(there["Location"]).query)["state"][0]

        client.get(f"{LOGIN}sso/back/", {"code": "code", "state": state})

        assert not SocialAccount.objects.exists()
