"""From when somebody cannot work without a second factor."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.models import User
from tests.accounts.second_factor.factors import add_app, make_code
from tests.factories import PASSWORD, UserFactory

OWN = "/admin/account/login/"


@pytest.fixture
def at(monkeypatch):
    """A function that sets the clock to so much time after the beginning of the test."""
    start = timezone.now()

    def at(**time):
        monkeypatch.setattr(timezone, "now", lambda: start + timedelta(**time))

    return at


@pytest.fixture
def colleague(home):
    return UserFactory(email="fatima@example.org")


def sign_in(client):
    return client.post("/admin/login/", {"username": "fatima@example.org", "password": PASSWORD})


class TestTheFirstWeek:
    def test_reminds(self, client, colleague):
        sign_in(client)

        response = client.get("/admin/")

        assertContains(response, "Voeg een toegangssleutel of een app toe")
        assertContains(response, OWN)

    def test_does_not_remind_who_has_one(self, client, colleague):
        secret, _codes = add_app(colleague)
        sign_in(client)
        client.post("/admin/login/code/", {"code": make_code(secret)})

        assertNotContains(client.get("/admin/"), "Voeg een toegangssleutel")

    def test_begins_when_somebody_first_comes(self, client, colleague, at):
        at(days=30)
        sign_in(client)
        assert client.get("/admin/").status_code == 200

        at(days=36)
        sign_in(client)

        assert client.get("/admin/").status_code == 200
        assert User.objects.get().first_came_at - colleague.date_joined > timedelta(days=29)

    def test_does_not_begin_for_who_has_no_rights(self, client, home):
        reader = User.objects.create_user("lezer@example.org")
        client.force_login(reader)

        client.get("/admin/")

        reader.refresh_from_db()
        assert reader.first_came_at is None


class TestAfterIt:
    @pytest.fixture
    def late(self, client, colleague, at):
        """A client that is signed in a week after the first time, without a second factor."""
        sign_in(client)
        client.get("/admin/")
        at(days=8)
        sign_in(client)
        return client

    @pytest.mark.parametrize("address", ["/admin/", "/admin/pages/", "/admin/users/"])
    def test_everything_leads_to_where_one_gets_it(self, late, address):
        assertRedirects(late.get(address), f"{OWN}?next={address}")

    def test_what_was_being_typed_is_kept(self, late):
        response = late.post(
            "/admin/users/new/", {"first_name": "Noor"}, headers={"Origin": "http://testserver"}
        )

        assertContains(response, "Noor", status_code=403)
        assertContains(response, OWN, status_code=403)

    def test_work_goes_on_with_it(self, late):
        late.get(f"{OWN}app/")
        secret = late.session["mfa.totp.secret"]

        response = late.post(f"{OWN}app/", {"code": make_code(secret)})

        assertRedirects(response, f"{OWN}recovery-codes/")
        assert late.get("/admin/users/").status_code == 200

    def test_the_number_of_days_is_a_setting(self, late, settings):
        settings.SECOND_FACTOR_DAYS = 14

        assert late.get("/admin/").status_code == 200
