"""The screens on which somebody looks after how they sign in."""

import time
from datetime import timedelta
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.models import User
from tests.accounts.second_factor.factors import add_app, make_code
from tests.factories import PASSWORD, UserFactory

OWN = "/admin/account/login/"


@pytest.fixture
def colleague(home):
    return UserFactory(email="fatima@example.org")


@pytest.fixture
def signed_in(client, colleague):
    client.post("/admin/login/", {"username": "fatima@example.org", "password": PASSWORD})
    return client


@pytest.fixture
def later(monkeypatch):
    """A quarter of an hour after somebody showed who they are."""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + timedelta(minutes=16).total_seconds())


@pytest.fixture
def add_by_screen(signed_in, django_capture_on_commit_callbacks):
    """A function that adds an app as its owner does at the screen; it returns the secret."""

    def add():
        signed_in.get(f"{OWN}app/")
        secret = signed_in.session["mfa.totp.secret"]
        with django_capture_on_commit_callbacks(execute=True):
            signed_in.post(f"{OWN}app/", {"code": make_code(secret)})
        return secret

    return add


class TestAnApp:
    def test_is_added_with_recovery_codes_and_told_by_email(
        self, signed_in, colleague, add_by_screen, run_background_tasks
    ):
        add_by_screen()
        run_background_tasks()

        kinds = Authenticator.objects.filter(user=colleague).values_list("type", flat=True)
        assert set(kinds) == {"totp", "recovery_codes"}
        response = signed_in.get(f"{OWN}recovery-codes/")
        for code in Authenticator.objects.get(type="recovery_codes").wrap().generate_codes():
            assertContains(response, code)
        (message,) = mail.outbox
        assert message.to == [colleague.email]
        assert "toegevoegd" in message.body

    def test_is_not_added_with_a_wrong_code(self, signed_in):
        signed_in.get(f"{OWN}app/")

        assertContains(signed_in.post(f"{OWN}app/", {"code": "12"}), "klopt niet")
        assert not Authenticator.objects.exists()

    def test_is_added_by_who_just_showed_their_password(self, signed_in, later):
        response = signed_in.get(f"{OWN}app/")

        assertRedirects(response, f"{OWN}confirm/password/?next={OWN}app/")
        response = signed_in.post(response["Location"], {"password": PASSWORD})
        assertRedirects(response, f"{OWN}app/")

    def test_is_removed_by_who_just_showed_a_code(self, signed_in, add_by_screen, monkeypatch):
        """Not by who has the password, at a screen that stayed open."""
        secret = add_by_screen()
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now + timedelta(minutes=16).total_seconds())

        response = signed_in.get(f"{OWN}app/remove/")
        assertRedirects(response, f"{OWN}confirm/?next={OWN}app/remove/")
        password = signed_in.post(f"{OWN}confirm/password/", {"password": PASSWORD})
        assertRedirects(password, f"{OWN}confirm/")
        signed_in.post(response["Location"], {"code": make_code(secret)})
        signed_in.post(f"{OWN}app/remove/")

        assert not Authenticator.objects.exists()

    def test_has_its_codes_shown_to_who_just_showed_one(self, signed_in, colleague):
        _secret, codes = add_app(colleague)

        assertNotContains(signed_in.get(f"{OWN}recovery-codes/", follow=True), codes[0])


class TestThePassword:
    def test_is_braked_where_it_is_asked_again(self, signed_in, later):
        address = f"{OWN}confirm/password/"
        for _ in range(5):
            signed_in.post(address, {"password": "iets heel anders"})

        assertContains(signed_in.post(address, {"password": PASSWORD}), "te vaak")


class TestSigningOutEverywhere:
    def test_ends_all_sessions(self, signed_in, colleague):
        other, of_another = Client(), Client()
        other.force_login(colleague)
        of_another.force_login(UserFactory())
        colleague.refresh_from_db()
        assert other.get("/admin/").status_code == 200

        signed_in.post(f"{OWN}sign-out-everywhere/")

        assert other.get("/admin/").status_code == 302
        assert signed_in.get("/admin/").status_code == 302
        assert of_another.get("/admin/").status_code == 200

    def test_is_done_for_a_colleague_by_who_manages_accounts(self, signed_in, colleague):
        manager, user = Client(), User.objects.create_user("beheer@example.org")
        user.groups.add(Group.objects.get(staff_role__code="managers"))
        manager.force_login(user)
        address = f"/admin/users/{colleague.pk}/sign-out/"

        assert manager.post(address).status_code == 302
        # A technical administrator is for technical administrators alone.
        assert signed_in.get("/admin/").status_code == 200
        User.objects.filter(pk=colleague.pk).update(is_superuser=False)
        colleague.groups.add(Group.objects.get(staff_role__code="editors"))
        manager.post(address)

        assert signed_in.get("/admin/").status_code == 302

    def test_is_asked_first(self, signed_in):
        assertContains(signed_in.get(f"{OWN}sign-out-everywhere/"), "Overal uitloggen")
        assert signed_in.get("/admin/").status_code == 200


class TestResettingByCommand:
    def test_takes_all_away_and_tells_the_owner(
        self, signed_in, add_by_screen, run_background_tasks
    ):
        add_by_screen()
        run_background_tasks()
        mail.outbox.clear()
        output = StringIO()

        call_command("mfa_reset", "Fatima@example.org", stdout=output)
        run_background_tasks()

        assert not Authenticator.objects.exists()
        assert "2" in output.getvalue()
        assert signed_in.get("/admin/").status_code == 302
        assert "verwijderd" in mail.outbox[0].body

    def test_says_it_when_there_is_nobody(self, home):
        with pytest.raises(CommandError):
            call_command("mfa_reset", "niemand@example.org")
