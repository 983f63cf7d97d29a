"""The first screen of the admin tells of links that lead nowhere."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from linkcheck.models import Address

pytestmark = pytest.mark.django_db

START = "/admin/"


@pytest.fixture
def broken():
    """An address that failed often and long enough."""
    return Address.objects.create(
        url="https://www.movisie.example/oud/",
        host="www.movisie.example",
        state=Address.State.GONE,
        failures=3,
        since=timezone.now() - timedelta(days=4),
    )


def test_it_counts_them_and_leads_there(admin, broken):
    answer = admin.get(START)

    assertContains(answer, "1 link die nergens heen gaat")
    assertContains(answer, 'href="/admin/links/"')


def test_it_says_nothing_while_all_are_well(admin, broken):
    broken.delete()

    assertNotContains(admin.get(START), "nergens heen")


def test_it_tells_nobody_who_may_not_mend_them(client, make_staff, broken):
    assertNotContains(make_staff("view_message").get(START), "nergens heen")
    assertContains(make_staff("change_address", email="b@example.nl").get(START), "nergens heen")
