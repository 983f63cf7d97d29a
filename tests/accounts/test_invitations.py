"""A colleague is invited by email, chooses a password with the link, and is in."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.models import User
from tests.factories import UserFactory

ADD = reverse("wagtailusers_users:add")
EMAIL = "nieuw@example.org"
PASSWORD = "kabouters fietsen langzaam"


@pytest.fixture
def invite(admin, home, run_background_tasks, mailoutbox, django_capture_on_commit_callbacks):
    """A function that invites a colleague; returns the mail that the colleague gets."""

    def invite(address=ADD, **data):
        with django_capture_on_commit_callbacks(execute=True):
            admin.post(address, {**PERSON, **data})
        run_background_tasks()
        return mailoutbox[-1]

    return invite


PERSON = {"email": EMAIL, "first_name": "Nieuw", "last_name": "Voorbeeld"}


def find_link(mail):
    """Return the path of the link in a mail, which is the same in both of its parts."""
    (html, _type) = mail.alternatives[0]
    (path,) = set(re.findall(r"http://localhost(/admin/invitation/\S+/)", mail.body))
    assert path in html
    return path


def get_colleague():
    return User.objects.get(email=EMAIL)


def choose(client, path, password=PASSWORD):
    """Open the page behind a link, and choose a password there."""
    page = client.get(path, follow=True)
    if not page.context["validlink"]:
        return page
    address = page.redirect_chain[-1][0]
    return client.post(address, {"new_password1": password, "new_password2": password}, follow=True)


class TestAnInvitation:
    def test_makes_an_account_without_a_password(self, invite):
        role = Group.objects.get(name="Meeschrijver")

        invite(groups=[role.pk])

        assert not get_colleague().has_usable_password()
        assert list(get_colleague().groups.all()) == [role]

    def test_is_in_dutch_and_says_who_invites_and_what_for(self, invite, editor):
        mail = invite(groups=[Group.objects.get(name="Meeschrijver").pk])

        assert mail.to == [EMAIL]
        assert mail.subject == "U bent uitgenodigd om aan de website te werken"
        for text in [mail.body, mail.alternatives[0][0]]:
            assert f"{editor.get_full_name() or editor.email} nodigt u uit" in text
            assert "Meeschrijver" in text
            assert "Iemand met de rol" in text
            assert "7 dagen" in text

    def test_leads_to_a_password_and_into_the_admin(self, invite, client):
        path = find_link(invite(groups=[Group.objects.get(name="Meeschrijver").pk]))
        client.logout()

        response = choose(client, path)

        assertRedirects(response, "/admin/")
        assert response.context["user"] == get_colleague()
        assert get_colleague().check_password(PASSWORD)

    def test_works_once(self, invite, client):
        path = find_link(invite())
        choose(client, path)
        client.logout()

        response = choose(client, path, "een heel ander wachtwoord")

        assertContains(response, "Deze link werkt niet meer")
        assert get_colleague().check_password(PASSWORD)

    def test_works_for_so_many_days(self, invite, client, monkeypatch):
        path = find_link(invite())
        later = timezone.now() + timedelta(days=settings.INVITATION_DAYS, seconds=5)
        monkeypatch.setattr(signing.time, "time", later.timestamp)

        assertContains(choose(client, path), "Deze link werkt niet meer")

    @pytest.mark.parametrize("change", [{"is_active": False}, {"email": "anders@example.org"}])
    def test_is_for_the_account_as_it_was(self, invite, client, change):
        path = find_link(invite())
        User.objects.filter(email=EMAIL).update(**change)

        assertContains(choose(client, path), "Deze link werkt niet meer")

    def test_takes_no_weak_password(self, invite, client):
        assertContains(choose(client, find_link(invite()), "welkom2026"), "te kort")
        assert not get_colleague().has_usable_password()

    def test_is_no_other_than_that_of_the_person(self, invite, client):
        other = UserFactory(email="ander@example.org")
        token = find_link(invite()).split("/")[4]
        uid = reverse("accounts_invitation", args=["x", "y"])

        for path in [f"/admin/invitation/{other.pk}/{token}/", uid]:
            assertContains(choose(client, path), "Deze link werkt niet meer")

    def test_opens_nothing_that_is_for_a_forgotten_password(self, invite, client):
        _empty, _admin, _invitation, uid, token, _end = find_link(invite()).split("/")

        address = reverse("wagtailadmin_password_reset_confirm", args=[uid, token])

        assert not client.get(address, follow=True).context["validlink"]


class TestSendingItAgain:
    def test_lets_the_new_link_work_and_the_old_one_no_more(self, invite, client):
        old = find_link(invite())

        new = find_link(invite(reverse("wagtailusers_users:invite", args=[get_colleague().pk])))

        client.logout()
        assertContains(choose(client, old), "Deze link werkt niet meer")
        choose(client, new)
        assert get_colleague().check_password(PASSWORD)

    def test_is_offered_until_there_is_a_password(self, admin, invite):
        invite()
        addresses = [
            reverse("wagtailusers_users:index"),
            reverse("wagtailusers_users:edit", args=[get_colleague().pk]),
        ]
        for address in addresses:
            assertContains(admin.get(address), "Verstuur de uitnodiging opnieuw")
        assertContains(admin.get(addresses[0]), "Uitgenodigd, nog geen wachtwoord")
        colleague = get_colleague()
        colleague.set_password(PASSWORD)
        colleague.save()

        for address in addresses:
            assertNotContains(admin.get(address), "Verstuur de uitnodiging opnieuw")
        again = reverse("wagtailusers_users:invite", args=[colleague.pk])
        assertRedirects(admin.post(again), "/admin/")
        assert get_colleague().check_password(PASSWORD)


class TestTheForm:
    def test_asks_for_no_password_and_says_what_each_role_is_for(self, admin, home):
        page = admin.get(ADD)

        assertNotContains(page, 'type="password"')
        assertContains(page, "Nodigt collega’s uit en geeft hun een rol")
        assertContains(page, "Schrijft en publiceert alles wat bezoekers zien")

    def test_says_in_plain_words_whether_somebody_can_sign_in(self, admin):
        page = admin.get(reverse("wagtailusers_users:edit", args=[UserFactory().pk]))

        assertContains(page, "E-mailadres")
        assertContains(page, "Haal het vinkje weg bij wie niet meer aan de site werkt.")
        assertNotContains(page, "als actief dient te worden behandeld")


def test_list_of_colleagues_says_what_they_log_in_by(admin):
    page = admin.get(reverse("wagtailusers_users:index"))

    assertContains(page, "E-mailadres")
    assertNotContains(page, "Gebruikersnaam")
