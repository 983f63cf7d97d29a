"""How fast mails leave, whoever sends them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from delivery.pace import Pace

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """Return a function that lets so many seconds pass; without it the clock stands still."""
    moments = [timezone.now()]
    monkeypatch.setattr(timezone, "now", lambda: moments[-1])
    return lambda seconds: moments.append(moments[-1] + timedelta(seconds=seconds))


def send_for(seconds, clock, *paces):
    """Return how many mails leave in some seconds; who may not send looks again every 0.1 s."""
    sent = 0
    for _moment in range(seconds * 10):
        for pace in paces:
            while not pace.get_pause():
                sent += 1
        clock(0.1)
    return sent


def test_is_the_rate_for_one_sender_and_for_two_together(clock, settings):
    settings.DELIVERY_RATE = 4

    assert send_for(10, clock, Pace()) == 40
    # The second that the first sender had reserved at the end is not given out again.
    assert 36 <= send_for(10, clock, Pace(), Pace()) <= 40


def test_never_passes_the_window(clock, settings):
    settings.DELIVERY_RATE, settings.DELIVERY_WINDOW = 10, "15/60"

    assert send_for(30, clock, Pace(), Pace()) == 15
    clock(33)
    assert send_for(5, clock, Pace()) == 15
    assert send_for(30, clock, Pace()) == 0


def test_needs_no_rate_with_a_window(clock, settings):
    settings.DELIVERY_RATE, settings.DELIVERY_WINDOW = 0, "70/60"

    assert send_for(1, clock, Pace()) == 70


def test_is_free_without_limits(clock, settings, django_assert_num_queries):
    settings.DELIVERY_RATE, settings.DELIVERY_WINDOW = 0, ""

    with django_assert_num_queries(0):
        assert Pace().get_pause() == 0
