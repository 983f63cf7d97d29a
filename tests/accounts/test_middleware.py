"""How long somebody of the staff stays signed in."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from pytest_django.asserts import assertRedirects


@pytest.fixture
def at(monkeypatch):
    """A function that sets the clock to so much time after the beginning of the test."""
    start = timezone.now()

    def at(**time):
        monkeypatch.setattr(timezone, "now", lambda: start + timedelta(**time))

    at()
    return at


class TestASession:
    def test_ends_after_eight_hours_of_nothing(self, admin, home, at):
        admin.get("/admin/")

        at(hours=8, minutes=1)

        assertRedirects(admin.get("/admin/"), "/admin/login/?next=/admin/")

    def test_goes_on_while_somebody_works(self, admin, home, at):
        for hour in range(0, 21, 7):
            at(hours=hour)
            assert admin.get("/admin/").status_code == 200

    def test_is_not_kept_up_by_a_tab_that_is_open(self, admin, home, at):
        admin.get("/admin/")
        end = Session.objects.get().expire_date
        at(hours=7)

        admin.post("/admin/editing-sessions/ping/wagtailcore/page/1/1/")

        assert Session.objects.get().expire_date == end

    def test_is_written_now_and_then_only(self, admin, home, at):
        admin.get("/admin/")
        end = Session.objects.get().expire_date
        at(minutes=5)

        admin.get("/admin/")

        assert Session.objects.get().expire_date == end

    def test_leaves_public_pages_without_a_cookie(self, admin, home, at):
        at(hours=7)

        assert "Set-Cookie" not in admin.get(home.url).headers
