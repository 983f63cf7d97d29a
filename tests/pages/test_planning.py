"""A page appears and leaves at the moments that somebody planned, and at no other."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from pages.models import StandardPage
from pages.planning import say_moment
from tests.factories import StandardPageFactory, get_home

TOMORROW = timezone.localtime() + datetime.timedelta(days=1)
DATES = {"go_live_at": TOMORROW.date(), "go_live_at_time": "09:30"}
NO_DATES = {"go_live_at": "", "go_live_at_time": "09:00"}
NO_END = {"expire_at": "", "expire_at_time": "09:00"}


@pytest.fixture(scope="module")
def kept(keep):
    """Two pages of the same title, a draft and one that visitors see, which stay for all tests."""
    with keep():
        home = get_home()
        StandardPageFactory(parent=home, title="Meedoen", slug="meedoen-later", live=False)
        page = StandardPageFactory(parent=home, title="Meedoen", slug="meedoen")
        page.save_revision().publish()
        yield


@pytest.fixture
def draft(kept, db):
    return StandardPage.objects.get(slug="meedoen-later")


@pytest.fixture
def page(kept, db):
    """A page that visitors see."""
    return StandardPage.objects.get(slug="meedoen")


def reload(page):
    return StandardPage.objects.get(pk=page.pk)


def edit(client, page, **fields):
    """Send the form of a page, and return what the next screen answers."""
    data = {
        "title": "Meedoen",
        "slug": page.slug,
        "summary": "",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **NO_DATES,
        **NO_END,
        **fields,
    }
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True)


def plan(client, page, **fields):
    """Press the button of the dialog, with tomorrow at half past nine unless `fields` say so."""
    return edit(client, page, **{"action-publish": "plan", **DATES, **fields})


def get_moment(page):
    """Return when a page is to appear, or None."""
    revision = reload(page).scheduled_revision
    return revision and revision.approved_go_live_at


def come_to_pass(monkeypatch):
    """Let two days pass."""
    later = timezone.now() + datetime.timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    call_command("publish_scheduled")


class TestPlan:
    def test_is_made_by_one_button_and_said_in_words(self, draft, admin):
        answer = plan(admin, draft)

        moment = get_moment(draft)
        assert timezone.localtime(moment).strftime("%H:%M") == "09:30"
        assertContains(answer, f"Staat gepland voor {say_moment(moment)}")
        assertContains(answer, "Toch niet")

    def test_of_a_new_page_is_made_at_once(self, home, admin):
        url = reverse("wagtailadmin_pages:add", args=["pages", "standardpage", home.pk])
        fields = {"title": "Nieuw", "slug": "nieuw", "body-count": "0", "summary": ""}
        counts = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}

        answer = admin.post(
            url, {**fields, **counts, **DATES, **NO_END, "action-publish": "plan"}, follow=True
        )

        assertContains(answer, "Staat gepland voor")
        assert not StandardPage.objects.get(title="Nieuw").live

    def test_leaves_what_is_on_the_site_alone_until_its_day(self, page, admin, monkeypatch):
        plan(admin, page, summary="Van morgen.")
        assert reload(page).live
        assert reload(page).summary == ""

        come_to_pass(monkeypatch)

        assert reload(page).summary == "Van morgen."

    def test_lets_the_page_be_worked_on_and_says_what_does_not_appear(self, draft, admin):
        plan(admin, draft, summary="Gepland.")

        answer = edit(admin, draft, summary="Later bedacht.")

        assertContains(answer, "Later bedacht.")
        assertContains(answer, "gaat dan nog niet mee")
        assert reload(draft).scheduled_revision.as_object().summary == "Gepland."

    def test_takes_along_what_was_changed(self, draft, admin):
        plan(admin, draft, summary="Gepland.")
        edit(admin, draft, summary="Later bedacht.")

        answer = plan(admin, draft, summary="Later bedacht.")

        assertNotContains(answer, "gaat dan nog niet mee")
        assert reload(draft).scheduled_revision.as_object().summary == "Later bedacht."

    def test_is_changed_to_another_time(self, draft, admin):
        plan(admin, draft)

        plan(admin, draft, go_live_at_time="17:00")

        assert timezone.localtime(get_moment(draft)).strftime("%H:%M") == "17:00"
        assert reload(draft).revisions.filter(approved_go_live_at__isnull=False).count() == 1

    def test_is_withdrawn(self, draft, admin, monkeypatch):
        plan(admin, draft, summary="Blijft bewaard.")

        answer = admin.post(reverse("withdraw_plan", args=[draft.pk]), follow=True)

        assertContains(answer, "staat niet meer gepland")
        assertContains(answer, "Blijft bewaard.")
        come_to_pass(monkeypatch)
        assert not reload(draft).live

    def test_that_was_withdrawn_is_not_made_anew_by_publishing_from_a_list(self, draft, admin):
        plan(admin, draft)
        admin.post(reverse("withdraw_plan", args=[draft.pk]))
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

        admin.post(f"{url}?id={draft.pk}")

        assert reload(draft).live

    def test_of_an_earlier_version_is_not_made_anew_by_putting_that_back(self, draft, admin):
        plan(admin, draft, summary="Toen.")
        earlier = reload(draft).scheduled_revision
        edit(admin, draft, **{"action-publish": "action-publish", "summary": "Nu."})
        admin.post(reverse("page_history:put_back", args=[draft.pk, earlier.pk]))

        reload(draft).get_latest_revision().publish()

        assert (get_moment(draft), reload(draft).summary) == (None, "Toen.")

    def test_ends_when_the_page_is_published_now(self, draft, admin):
        plan(admin, draft)

        edit(admin, draft, **{"action-publish": "action-publish", **DATES})

        assert reload(draft).live
        assert get_moment(draft) is None

    def test_is_refused_with_what_was_typed(self, draft, admin):
        for fields, words in [
            ({"go_live_at": "2020-01-01"}, "is al voorbij"),
            ({"go_live_at": ""}, "Kies de dag en de tijd waarop"),
            ({"go_live_at_time": ""}, "Kies een dag én een tijd"),
            ({"expire_at": "2020-01-01"}, "is al voorbij"),
            (
                {"expire_at": TOMORROW.date(), "expire_at_time": "09:00"},
                "voordat zij er weer af gaat",
            ),
        ]:
            answer = plan(admin, draft, title="Getypt", **fields)

            assertContains(answer, words, msg_prefix=str(fields))
            assertContains(answer, "Getypt", msg_prefix=str(fields))
            assert get_moment(draft) is None, fields

    def test_is_made_by_nobody_who_may_not_publish(self, draft, writer, client):
        client.force_login(writer)

        answer = plan(client, draft, summary="Geschreven.")

        assertContains(answer, "Geschreven.")
        assertNotContains(answer, "Plannen…")
        assert reload(draft).get_latest_revision().content["go_live_at"] is None
        withdrawal = client.post(reverse("withdraw_plan", args=[draft.pk]), follow=True)
        assert withdrawal.redirect_chain[0][0] == reverse("wagtailadmin_home")


class TestDates:
    def test_do_nothing_with_another_button(self, draft, admin):
        edit(admin, draft, **DATES, expire_at="2020-01-01")

        latest = reload(draft).get_latest_revision_as_object()
        assert latest.go_live_at is None
        assert latest.expire_at is None


class TestEnd:
    def test_is_set_on_a_page_on_the_site_without_what_was_written_since(self, page, admin):
        answer = plan(admin, page, **NO_DATES, expire_at="2099-12-31", summary="Nog niet af.")

        assertContains(answer, "Gaat van de site op donderdag 31 december 2099 om 09:00")
        assert reload(page).expire_at.year == 2099
        assert reload(page).summary == ""
        assertContains(answer, "Nog niet af.")

    def test_is_taken_away_again(self, page, admin):
        plan(admin, page, **NO_DATES, expire_at="2099-12-31")

        answer = plan(admin, page, **NO_DATES)

        assertNotContains(answer, "Gaat van de site")
        assert reload(page).expire_at is None

    def test_comes_to_pass(self, page, admin, monkeypatch):
        plan(admin, page, **NO_DATES, expire_at=TOMORROW.date())

        come_to_pass(monkeypatch)

        assert not reload(page).live
