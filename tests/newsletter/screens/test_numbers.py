"""How many subscribers there are and were, for who looks after them."""

import datetime

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from newsletter.models import AccessEntry, ConsentEvent, Subscriber
from newsletter.screens.numbers import SubscriberCount, count_over_time
from tests.factories import SubscriberFactory
from tests.newsletter.staff import log_in_with_role

pytestmark = pytest.mark.django_db

NUMBERS = "/admin/newsletter/numbers/"
TODAY = datetime.date(2026, 11, 24)


@pytest.fixture
def remember():
    """Return a function that keeps what somebody, by a letter, did on a day of 2026."""

    def remember(who, kind, month, day=15):
        ConsentEvent.objects.create(
            email_hmac=who,
            kind=kind,
            language="nl",
            at=datetime.datetime(2026, month, day, 12, tzinfo=datetime.UTC),
        )

    return remember


def get_numbers():
    return {count.date.month: count.number for count in count_over_time(TODAY)[:-1]}


class TestCountingBack:
    def test_gives_the_first_of_each_month_and_today(self):
        SubscriberFactory()

        counts = count_over_time(TODAY)

        assert len(counts) == 13
        assert counts[0] == SubscriberCount(datetime.date(2025, 12, 1), 1)
        assert counts[-1] == SubscriberCount(TODAY, 1)

    def test_gives_the_first_of_a_month_once(self):
        SubscriberFactory()

        assert count_over_time(datetime.date(2026, 11, 1))[-2].date == datetime.date(2026, 10, 1)

    # (what one person did: kind and month), and in which months they were counted
    @pytest.mark.parametrize(
        ("steps", "status", "counted"),
        [
            ([("asked", 3), ("confirmed", 4)], "active", {5, 6, 7, 8, 9, 10, 11}),
            ([("asked", 3)], "pending", set()),
            ([("asked", 3), ("confirmed", 4), ("stopped", 6)], "unsubscribed", {5, 6}),
            ([("confirmed", 4), ("stopped", 6), ("resumed", 9)], "active", {5, 6, 10, 11}),
            ([("confirmed", 4), ("confirmed", 8)], "active", {5, 6, 7, 8, 9, 10, 11}),
            ([("asked", 4), ("stopped", 6), ("resumed", 7)], "pending", set()),
            ([("confirmed", 4), ("suppressed", 6)], "suppressed", {5, 6}),
            ([("confirmed", 4), ("erased", 6)], None, {5, 6}),
            ([("confirmed", 4), ("stopped", 6), ("erased", 7)], None, {5, 6}),
            ([("confirmed", 4), ("changed", 6)], "active", {5, 6, 7, 8, 9, 10, 11}),
        ],
    )
    def test_counts_who_confirmed_and_did_not_stop(self, remember, steps, status, counted):
        if status:
            SubscriberFactory(status=status)
        for kind, month in steps:
            remember("a", kind, month)

        numbers = get_numbers()

        assert {month for month, number in numbers.items() if number} == counted
        assert set(numbers.values()) <= {0, 1}

    def test_counts_who_changed_address_once(self, remember):
        SubscriberFactory()
        remember("old", "confirmed", 4)
        remember("new", "moved", 6)

        assert get_numbers() == {4: 0, 5: 1, 6: 1, 7: 1, 8: 1, 9: 1, 10: 1, 11: 1}

    def test_ends_with_who_there_is_where_older_proof_is_gone(self, remember):
        for _ in range(3):
            SubscriberFactory()
        remember("a", "confirmed", 10)

        assert get_numbers()[10] == 2
        assert count_over_time(TODAY)[-1].number == 3


class TestTheScreen:
    @pytest.fixture
    def staff(self):
        return log_in_with_role()

    def test_has_a_total_for_each_state_that_leads_to_the_list(self, staff):
        SubscriberFactory(status=Subscriber.Status.PENDING)

        response = staff.get(NUMBERS)

        assertContains(response, "<strong>1</strong> nog niet bevestigd")
        assertContains(response, "<strong>0</strong> krijgt de nieuwsbrief")
        assertContains(response, 'href="/admin/newsletter/subscribers/?status=pending"')

    def test_has_a_chart_with_its_table(self, staff, monkeypatch):
        SubscriberFactory()
        monkeypatch.setattr(timezone, "localdate", lambda: TODAY)

        response = staff.get(NUMBERS)

        assertContains(response, '<svg class="subscriber-growth__chart" role="img"')
        assertContains(response, "Bekijk als tabel")
        assertContains(response, 'scope="row"><time', 13)

    def test_says_so_when_nobody_confirmed_yet(self, staff):
        SubscriberFactory(status=Subscriber.Status.PENDING)

        assertContains(staff.get(NUMBERS), "Nog niemand heeft bevestigd")

    def test_shows_no_address_and_so_is_not_logged(self, staff):
        SubscriberFactory(email="lezer@example.org")

        assertNotContains(staff.get(NUMBERS), "lezer@example.org")
        assert not AccessEntry.objects.exists()
