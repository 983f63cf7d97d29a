from datetime import timedelta

import pytest
from django.utils import timezone

from linkcheck.asking import Outcome
from linkcheck.checking import check_due, list_due, record
from linkcheck.models import Address, count_broken

State = Address.State


@pytest.fixture
def clock(monkeypatch, now):
    """A clock that stands still until `clock.wait` lets time pass."""

    class Clock:
        time = now

        def wait(self, **time):
            self.time += timedelta(**time)

    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.time)
    return clock


def make_address(url="https://movisie.example/oud/", host="movisie.example", **fields):
    fields = {"next_check_at": timezone.now(), "since": timezone.now(), **fields}
    return Address.objects.create(url=url, host=host, **fields)


def fail(address, state=State.GONE, **answer):
    record(address, Outcome(state, **answer))
    address.refresh_from_db()


@pytest.mark.django_db
class TestAddress:
    def test_is_looked_at_again_after_a_week(self, website, clock):
        address = make_address(website.get_url(), "127.0.0.1")

        check_due()
        clock.wait(days=7, seconds=-1)
        check_due()
        assert len(website.asked) == 1

        clock.wait(seconds=1)
        check_due()
        assert len(website.asked) == 2
        address.refresh_from_db()
        assert address.state == State.WORKS

    def test_is_broken_after_three_failures_in_three_days(self, website, clock):
        website.answers["/"] = (404, {})
        address = make_address(website.get_url(), "127.0.0.1")
        for _day in range(12):
            check_due()
            address.refresh_from_db()
            assert count_broken() == int(address.failures == 3)
            clock.wait(hours=6)
        assert address.failures == 2
        check_due()
        assert count_broken() == 1

    def test_is_not_broken_by_failures_of_one_day(self, clock):
        address = make_address()
        for _time in range(5):
            fail(address)
        assert count_broken() == 0

    def test_begins_anew_when_it_worked_in_between(self, clock):
        address = make_address()
        for state in [State.GONE, State.GONE, State.WORKS, State.GONE]:
            fail(address, state)
            clock.wait(days=2)

        assert address.failures == 1
        assert count_broken() == 0

    @pytest.mark.parametrize("state", [State.SILENT, State.CLOSED])
    def test_that_cannot_be_judged_is_on_the_quiet_list_alone(self, clock, state):
        address = make_address()
        for _time in range(3):
            fail(address, state)
            clock.wait(hours=36)

        assert count_broken() == 0
        assert list(Address.objects.unverifiable()) == [address]

    def test_keeps_the_day_on_which_it_failed_first(self, clock):
        address, began = make_address(), clock.time
        for state in [State.GONE, State.NO_HOST, State.GONE]:
            fail(address, state)
            clock.wait(days=2)

        assert address.since == began

    def test_that_moved_is_offered_at_once(self, clock):
        address = make_address()

        fail(address, State.MOVED, moved_to="https://movisie.example/nieuw/")

        assert list(Address.objects.better_elsewhere()) == [address]
        assert count_broken() == 0

    def test_that_somebody_said_to_be_right_is_silent_for_as_long(self, clock):
        address = make_address(state=State.GONE, failures=3, since=clock.time - timedelta(days=4))
        assert count_broken() == 1

        Address.objects.filter(pk=address.pk).update(accepted_until=clock.time + timedelta(days=90))
        assert count_broken() == 0
        clock.wait(days=91)
        assert count_broken() == 1

    def test_may_be_gone_when_the_answer_comes(self, clock):
        address = make_address()
        address.delete()

        record(address, Outcome(State.GONE))

        assert not Address.objects.exists()


@pytest.mark.django_db
class TestWebsite:
    def test_is_asked_for_one_page_at_a_time(self, website, clock):
        for path in ["/a", "/b"]:
            make_address(website.get_url(path), "127.0.0.1")

        check_due()
        assert len(website.asked) == 1
        clock.wait(seconds=9)
        check_due()
        assert len(website.asked) == 1
        clock.wait(seconds=1)
        check_due()
        assert len(website.asked) == 2

    def test_is_left_alone_as_long_as_it_asks(self, website, clock):
        website.answers["/a"] = (503, {"Retry-After": str(10 * 24 * 3600)})
        for path in ["/a", "/b"]:
            make_address(website.get_url(path), "127.0.0.1")

        check_due()
        clock.wait(days=9)
        check_due()
        assert len(website.asked) == 1
        clock.wait(days=2)
        check_due()
        assert len(website.asked) > 1

    def test_does_not_keep_others_waiting(self, clock):
        for number in range(150):
            make_address(f"https://a.example/{number}", "a.example")
        other = make_address("https://b.example/", "b.example")

        assert other in list_due()
        assert len(list_due()) == 2


@pytest.mark.django_db
class TestRun:
    def test_looks_at_a_few_whatever_waits(self, clock, django_assert_num_queries):
        for number in range(30):
            make_address(f"https://{number}.example/", f"{number}.example")

        with django_assert_num_queries(1):
            assert len(list_due()) == 5
