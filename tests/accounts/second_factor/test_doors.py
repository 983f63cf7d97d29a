"""Each door to the admin, tried without a second factor."""

import re
from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver, resolve
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from accounts.invitations import invite
from accounts.mails import get_reset_address, reverse_for
from accounts.models import User
from accounts.second_factor.middleware import GETTING, OPEN, SHOWING, SecondFactorMiddleware
from accounts.tokens import InvitationTokens
from accounts.views import LoginView, PasswordResetView
from submissions.models import Count
from tests.accounts.second_factor.factors import add_app, make_code
from tests.factories import PASSWORD, UserFactory

LOGIN = "/admin/login/"
CODE = "/admin/login/code/"
CONFIRM = "/admin/account/login/confirm/"
NEW_PASSWORD = "een-heel-lange-zin-over-fietsen-1"


@pytest.fixture
def colleague(home):
    return UserFactory(email="fatima@example.org")


@pytest.fixture
def app(colleague):
    """The secret of the app of the colleague, and their recovery codes."""
    return add_app(colleague)


def give_password(client):
    typed = {"username": "fatima@example.org", "password": PASSWORD, "next": "/admin/reports/"}
    return client.post(LOGIN, typed)


def is_signed_in(client):
    return "_auth_user_id" in client.session


class TestThePassword:
    def test_is_not_enough(self, client, app):
        assertRedirects(give_password(client), CODE)

        assert not is_signed_in(client)
        assertRedirects(client.get("/admin/"), f"{LOGIN}?next=/admin/")

    def test_and_a_code_lead_to_where_somebody_wanted_to_be(self, client, app):
        give_password(client)

        response = client.post(CODE, {"code": make_code(app[0])})

        assertRedirects(response, "/admin/reports/", fetch_redirect_response=False)
        assert client.get("/admin/").status_code == 200

    def test_and_a_recovery_code_do_so_once(self, client, app):
        code = app[1][0]
        give_password(client)
        client.post(CODE, {"code": code})
        Count.objects.all().delete()
        other = Client()
        give_password(other)

        response = other.post(CODE, {"code": code})

        assert is_signed_in(client)
        assertContains(response, "klopt niet")
        assert not is_signed_in(other)

    def test_alone_opens_no_page_with_a_code_to_who_did_not_give_it(self, client, app):
        assertRedirects(client.get(CODE), LOGIN)
        assertRedirects(client.post(CODE, {"code": make_code(app[0])}), LOGIN)


class TestACode:
    def test_works_once(self, client, app):
        """Whoever looked over a shoulder has the code, and may have the password."""
        code = make_code(app[0])
        other = Client()
        for each in [client, other]:
            give_password(each)
        client.post(CODE, {"code": code})

        response = other.post(CODE, {"code": code})

        assert is_signed_in(client)
        assert not is_signed_in(other)
        assert response.status_code == 200

    def test_is_braked(self, client, app):
        give_password(client)
        for _ in range(5):
            assertContains(client.post(CODE, {"code": "000000"}), "klopt niet")

        response = client.post(CODE, {"code": make_code(app[0])})

        assertContains(response, "te vaak")
        assert not is_signed_in(client)


class TestOtherDoors:
    def test_an_invitation_asks_for_the_second_factor(self, client, colleague, app, admin):
        invite(colleague, None)
        colleague.refresh_from_db()
        link = reverse_for(
            colleague, "accounts_invitation", InvitationTokens().make_token(colleague)
        )
        client = Client()
        form = client.get(link, follow=True).redirect_chain[-1][0]

        response = client.post(form, {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD})

        assertRedirects(response, CODE)
        assert not is_signed_in(client)

    def test_a_new_password_signs_nobody_in(self, client, colleague, app):
        form = client.get(get_reset_address(colleague), follow=True).redirect_chain[-1][0]

        client.post(form, {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD})

        colleague.refresh_from_db()
        assert colleague.check_password(NEW_PASSWORD)
        assert not is_signed_in(client)

    def test_are_ours_where_wagtail_has_one(self):
        assert resolve(LOGIN).func.view_class is LoginView
        assert resolve("/admin/password_reset/").func.view_class is PasswordResetView

    @pytest.mark.parametrize(
        "address",
        ["/accounts/login/", "/accounts/signup/", "/accounts/email/", "/django-admin/login/"],
    )
    def test_are_not_there(self, client, home, address):
        assert client.get(address).status_code == 404

    def test_of_a_provider_is_shut_while_there_is_none(self, client, home):
        assert client.get("/admin/login/surfconext/").status_code == 404
        assert client.get("/admin/login/surfconext/back/").status_code == 404


# What stands in an address for an argument, by the name of its converter.
ARGUMENTS = {"int": "1", "uuid": "4f9ad5b2-1f4f-4b4d-8b1e-0d0f2d1c0a11"}


def list_addresses():
    """Return the addresses of all screens of the admin, those with arguments included."""
    patterns = [pattern for pattern, _view in walk(get_resolver(), "/")]
    return [fill(pattern) for pattern in patterns if pattern.startswith("/admin/")]


def fill(pattern):
    """Return an address of a pattern: a path, or a regular expression, with something in it."""
    path = re.sub(r"<(?:(\w+):)?\w+>", lambda found: ARGUMENTS.get(found[1], "1"), pattern)
    return re.sub(r"\([^()]*\)|\.\*", "1", path).replace("\\", "").removesuffix("$")


def walk(resolver, prefix):
    for each in resolver.url_patterns:
        address = prefix + str(each.pattern).removeprefix("^")
        if isinstance(each, URLPattern):
            yield address, each
        else:
            yield from walk(each, address)


def find_open(client, user, led_to):
    """Return the names of screens at which somebody is not led to an address.

    Each screen is held before the gate; to ask for five hundred pages would take long.
    """
    gate, request, session = SecondFactorMiddleware(None), RequestFactory(), client.session
    is_open = set()
    for address in list_addresses():
        asked = request.get(address)
        asked.user, asked.session, asked.resolver_match = user, session, resolve(address)
        answer = gate.process_view(asked, None, (), {})
        if answer is None:
            is_open.add(asked.resolver_match.url_name)
        else:
            assert answer["Location"] == f"{led_to}?next={address}"
    return is_open


class TestASessionWithoutTheSecondFactor:
    """However it came to be: this is the last gate."""

    @pytest.fixture
    def signed_in(self, client, colleague, app):
        client.force_login(colleague)
        return client

    def test_opens_no_screen(self, signed_in, colleague):
        assert find_open(signed_in, colleague, CONFIRM) == OPEN | SHOWING

    def test_is_asked_for_it_and_goes_on(self, signed_in, app):
        response = signed_in.get("/admin/users/")
        assertRedirects(response, f"{CONFIRM}?next=/admin/users/")

        response = signed_in.post(response["Location"], {"code": make_code(app[0])})

        assertRedirects(response, "/admin/users/", fetch_redirect_response=False)
        assert signed_in.get("/admin/users/").status_code == 200

    def test_keeps_what_was_typed(self, signed_in):
        response = signed_in.post(
            "/admin/users/new/",
            {"first_name": "Noor"},
            headers={"Origin": "http://testserver"},
        )

        assertContains(response, "Noor", status_code=403)
        assertContains(response, CONFIRM, status_code=403)
        assert not User.objects.filter(first_name="Noor").exists()

    def test_does_not_stop_autosave_without_a_word(self, signed_in):
        response = signed_in.post("/admin/users/new/", headers={"Accept": "application/json"})

        assert response.status_code == 403
        assert response.json()["error_code"] == "locked"


class TestWhoHasNoneAfterTheWeek:
    def test_finds_no_screen_open_but_where_one_gets_it(self, client, colleague):
        User.objects.update(first_came_at=timezone.now() - timedelta(days=8))
        colleague.refresh_from_db()
        client.force_login(colleague)

        assert find_open(client, colleague, "/admin/account/login/") == OPEN | GETTING
