"""Two people in one translation know of each other."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.admin.models import EditingSession

from tests.factories import UserFactory, make_onlooker
from tests.translations.steps import BOARD, make_short, translate

ANNA = "Anna de Wit is hier ook aan het vertalen."


@pytest.fixture
def url(draft):
    return f"{BOARD}{draft.pk}/"


@pytest.fixture
def anna(url):
    """Somebody whose browser (a client) shows the translation."""
    client = Client()
    client.force_login(UserFactory(first_name="Anna", last_name="de Wit"))
    client.get(url)
    return client


def ping(client, url, session=0):
    return client.post(f"{url}presence/{session}/").json()


class TestPresence:
    def test_is_seen_by_who_comes_later(self, admin, anna, url):
        assertContains(admin.get(url), ANNA)

    def test_is_seen_by_who_was_there(self, admin, anna, url):
        assert ping(admin, url)["html"] == ANNA

    def test_is_of_one_translation(self, admin, anna, index):
        other = translate(make_short(index.pk, title="Markt"), "", publish=False)

        assertNotContains(admin.get(f"{BOARD}{other.pk}/"), ANNA)

    def test_ends(self, admin, anna, url):
        long_ago = timezone.now() - timedelta(minutes=30)
        EditingSession.objects.update(last_seen_at=long_ago)

        assertNotContains(admin.get(url), ANNA)

    def test_ends_when_the_window_closes(self, admin, anna, url):
        session = EditingSession.objects.get(user__first_name="Anna")
        anna.post(ping(anna, url, session.pk)["release_url"])

        assert ping(admin, url)["html"] == ""

    def test_goes_on_while_the_window_is_open(self, anna, url):
        session = EditingSession.objects.get()
        address = ping(anna, url, session.pk)["ping_url"]

        assert address == f"{url}presence/{session.pk}/"
        assert EditingSession.objects.count() == 1

    def test_of_oneself_is_said_too(self, admin, url):
        admin.get(url)

        assertContains(admin.get(url), "U hebt deze vertaling ook in een ander venster open.")

    def test_is_not_noted_of_who_may_not_translate(self, client, url):
        client.force_login(make_onlooker())

        client.post(f"{url}presence/0/")

        assert not EditingSession.objects.exists()
