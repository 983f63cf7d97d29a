"""Logging in, asking for a new password, and what else is behind a password."""

import time
from statistics import median

import pytest
from django.core import mail
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pytest_django.asserts import assertContains, assertRedirects
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from accounts.mails import get_reset_address
from accounts.models import User
from submissions.models import Count
from tests.factories import PASSWORD, StandardPageFactory, UserFactory

LOGIN = "/admin/login/"
RESET = "/admin/password_reset/"
WRONG = "iets heel anders"


def log_in(client, email, password, network="192.0.2.1"):
    return client.post(
        LOGIN, {"username": email, "password": password}, headers={"X-Forwarded-For": network}
    )


@pytest.fixture(autouse=True)
def proxied(settings):
    """A proxy tells which network somebody comes from."""
    settings.TRUSTED_PROXY_COUNT = 1


@pytest.fixture
def colleague(db):
    return UserFactory(email="fatima@example.org")


class TestLoggingIn:
    def test_is_braked_for_one_account_from_one_network(self, client, colleague):
        answers = [log_in(client, colleague.email, WRONG).status_code for _ in range(6)]

        refused = log_in(client, colleague.email.upper(), PASSWORD)

        assert answers == [200, 200, 200, 200, 200, 429]
        assert refused.status_code == 429
        assertContains(refused, "te vaak", status_code=429)
        assert "_auth_user_id" not in client.session

    def test_is_braked_for_one_network_at_any_account(self, client, db):
        answers = [log_in(client, f"{n}@example.org", WRONG).status_code for n in range(31)]

        assert answers == [200] * 30 + [429]

    def test_is_open_to_a_colleague_while_somebody_else_tries(self, client, colleague):
        """From a hundred networks, so that it is slow by now; but not for a first try."""
        for number in range(21):
            for _ in range(5):
                log_in(client, colleague.email, WRONG, f"198.51.100.{number}")

        slowed = log_in(client, colleague.email, WRONG, "198.51.100.200")
        slowed_again = log_in(client, colleague.email, WRONG, "198.51.100.200")
        welcome = log_in(client, colleague.email, PASSWORD)

        assert (slowed.status_code, slowed_again.status_code) == (200, 429)
        assertRedirects(welcome, "/admin/", fetch_redirect_response=False)

    def test_forgets_tries_that_were_right(self, client, colleague):
        for _ in range(12):
            assert log_in(client, colleague.email, PASSWORD).status_code == 302

    def test_forgets_them_for_the_account_as_well(self, settings, client, colleague):
        """Who logs in often is not taken for somebody who is tried from everywhere."""
        settings.PASSWORD_LIMITS = {**settings.PASSWORD_LIMITS, "everywhere": (1, 600)}

        for _ in range(3):
            assert log_in(client, colleague.email, PASSWORD).status_code == 302

    def test_is_possible_again_after_a_while(self, client, colleague):
        for _ in range(6):
            log_in(client, colleague.email, WRONG)

        Count.objects.all().delete()

        assert log_in(client, colleague.email, PASSWORD).status_code == 302

    @pytest.mark.parametrize("address", ["/_util/login/", "/en/_util/login/"])
    def test_has_one_page(self, client, home, address):
        response = client.get(f"{address}?next=/geheim/")

        assertRedirects(response, f"{LOGIN}?next=/geheim/")
        assert client.post(address, {"username": "a", "password": "b"}).status_code == 302

    def test_is_asked_on_that_page_for_a_restricted_page(self, client, home):
        page = StandardPageFactory(parent=home, slug="intern")
        PageViewRestriction.objects.create(page=page, restriction_type="login")

        response = client.get(page.url)

        assertRedirects(response, f"{LOGIN}?next=/intern/")


class TestAskingForANewPassword:
    def ask(self, client, email, network="192.0.2.1"):
        return client.post(RESET, {"email": email}, headers={"X-Forwarded-For": network})

    def test_mails_a_link_in_the_background(self, client, colleague, run_background_tasks):
        self.ask(client, "Fatima@example.org")
        assert mail.outbox == []

        run_background_tasks()

        (message,) = mail.outbox
        assert message.to == [colleague.email]
        assert message.subject == "Kies een nieuw wachtwoord voor de website"
        link = next(line for line in message.body.splitlines() if line.startswith("http"))
        assert client.get(link.removeprefix("http://localhost"), follow=True).status_code == 200

    def test_keeps_no_address_in_the_task(self, client, colleague):
        self.ask(client, colleague.email)

        assert DBTaskResult.objects.get().args_kwargs == {"args": [colleague.pk], "kwargs": {}}

    def test_answers_the_same_for_an_unknown_address(self, client, colleague, run_background_tasks):
        answers = [self.ask(client, email) for email in [colleague.email, "nobody@example.org"]]
        run_background_tasks()

        assert {(answer.status_code, answer.url, answer.content) for answer in answers} == {
            (302, "/admin/password_reset/done/", b"")
        }
        assert DBTaskResult.objects.count() == 2
        assert len(mail.outbox) == 1

    def test_takes_as_long_for_an_unknown_address(self, client, colleague, settings):
        """As the limits would, the median bears a busy machine."""
        settings.PASSWORD_RESET_LIMITS = {"network": (1000, 60), "address": (1000, 60)}
        times = {colleague.email: [], "nobody@example.org": []}
        for _ in range(15):
            for email, taken in times.items():
                start = time.perf_counter()
                self.ask(client, email)
                taken.append(time.perf_counter() - start)

        known, unknown = map(median, times.values())

        assert abs(known - unknown) < 0.005

    def test_is_braked_for_a_network(self, client, db):
        answers = [self.ask(client, f"{n}@example.org") for n in range(6)]

        assert [answer.status_code for answer in answers] == [302] * 5 + [429]
        assertContains(answers[-1], "te vaak", status_code=429)

    def test_mails_an_address_three_times_an_hour(self, client, colleague, run_background_tasks):
        for number in range(5):
            assert self.ask(client, colleague.email, f"198.51.100.{number}").status_code == 302
        run_background_tasks()

        assert len(mail.outbox) == 3

    def test_is_refused_the_passwords_that_are_guessed_first(self, client, colleague):
        self.ask(client, colleague.email)
        form = client.get(get_reset_address(colleague), follow=True)

        answer = client.post(
            form.redirect_chain[-1][0],
            {"new_password1": "Welkom2026!!", "new_password2": "Welkom2026!!"},
        )

        assertContains(answer, "te snel te raden")
        assert User.objects.get().check_password(PASSWORD)


class TestThePasswordOfAPage:
    @pytest.fixture
    def address(self, home):
        page = StandardPageFactory(parent=home, slug="vergadering")
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type="password", password="keukentafel"
        )
        return reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])

    def test_is_asked_in_the_design_of_the_site(self, client, address):
        response = client.get("/vergadering/")

        assertContains(response, "site-header")
        assertContains(response, "Wachtwoord")

    def test_is_braked(self, client, address):
        typed = {"password": "brug", "return_url": "/vergadering/"}
        answers = [client.post(address, typed).status_code for _ in range(6)]

        assert answers == [200] * 5 + [429]
        assertContains(client.post(address, typed), "te vaak", status_code=429)

    def test_lets_a_room_full_of_people_in(self, client, address):
        typed = {"password": "keukentafel", "return_url": "/vergadering/"}

        for _ in range(40):
            assertRedirects(client.post(address, typed), "/vergadering/")


class TestThePasswordOfDocuments:
    def test_is_braked(self, client, home):
        collection = Collection.get_first_root_node().add_child(name="Notulen")
        restriction = CollectionViewRestriction.objects.create(
            collection=collection, restriction_type="password", password="keukentafel"
        )
        address = reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])
        assertContains(client.get(address), "site-header")
        typed = {"password": "brug", "return_url": "/"}

        answers = [client.post(address, typed).status_code for _ in range(6)]

        assert answers == [200] * 5 + [429]
