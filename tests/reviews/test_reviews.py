"""A page is looked at again: its owner is reminded once, and says that it is right."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains
from wagtail_factories import PageFactory

from accounts.models import User
from pages.models import AccessibilityStatementPage
from reviews.models import Review
from reviews.reminding import mail_reminder, remind
from tests.factories import StandardPageFactory, UserFactory, make_onlooker

TODAY = datetime.date(2026, 11, 27)
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda value=None: value.date() if value else TODAY)


@pytest.fixture
def owner(db):
    return UserFactory(first_name="Noor")


@pytest.fixture
def page(home, owner):
    return StandardPageFactory(parent=home, title="Over ons", owner=owner)


@pytest.fixture
def statement(home):
    """The accessibility statement, which the law has looked at every year."""

    class Factory(PageFactory):
        class Meta:
            model = AccessibilityStatementPage

    statement = Factory(parent=home, title="Toegankelijkheid")
    statement.last_published_at = datetime.datetime(2026, 2, 3, tzinfo=datetime.UTC)
    statement.save()
    return statement


def plan(page, due_on=TODAY, **fields):
    return Review.objects.create(page=page, due_on=due_on, **fields)


class TestReminder:
    def test_goes_to_the_owner_once_in_dutch(self, page, owner, run_background_tasks):
        review = plan(page)

        for _day in range(2):
            remind()
            run_background_tasks()
        mail_reminder.call(review.pk)

        (message,) = mail.outbox
        assert message.to == [owner.email]
        assert "Over ons" in message.subject
        assert "Beste Noor," in message.body
        assert reverse("reviews_review", args=[page.pk]) in message.body

    @pytest.mark.parametrize(
        ("due_on", "live"), [(TODAY + DAY, True), (TODAY, False)], ids=["not yet", "not public"]
    )
    def test_waits(self, page, run_background_tasks, due_on, live):
        page.live = live
        page.save()
        plan(page, due_on)

        remind()
        run_background_tasks()

        assert mail.outbox == []

    def test_goes_to_who_wrote_last_when_the_owner_left(self, page, owner, run_background_tasks):
        owner.is_active = False
        owner.save()
        writer = UserFactory()
        page.save_revision(user=writer, log_action=True)
        plan(page)

        remind()
        run_background_tasks()

        assert [message.to for message in mail.outbox] == [[writer.email]]

    def test_goes_to_nobody_who_may_not_change_the_page_any_more(
        self, page, owner, run_background_tasks
    ):
        owner.is_superuser = False
        owner.save()
        writer = UserFactory()
        page.save_revision(user=writer, log_action=True)
        plan(page)

        remind()
        run_background_tasks()

        assert [message.to for message in mail.outbox] == [[writer.email]]

    def test_goes_to_nobody_when_both_left(self, home, run_background_tasks):
        review = plan(home)

        remind()
        run_background_tasks()

        review.refresh_from_db()
        assert mail.outbox == []
        assert review.reminded_at

    def test_is_planned_for_the_accessibility_statement_by_itself(self, statement):
        remind()
        remind()

        review = Review.objects.get()
        assert (review.page_id, review.months) == (statement.pk, 12)
        assert review.due_on == datetime.date(2027, 2, 3)


class TestDue:
    def test_is_what_a_colleague_may_change_the_longest_first(self, home, page, owner):
        later = StandardPageFactory(parent=home, title="Later")
        plan(page, TODAY - DAY)
        plan(home, TODAY - 2 * DAY)
        plan(later, TODAY + DAY)
        reader = User.objects.create_user("lezer@example.org", "x", is_staff=True)

        due = Review.objects.due()

        assert [review.page.pk for review in due.for_user(owner)] == [home.pk, page.pk]
        assert list(due.for_user(reader)) == []

    def test_asks_the_database_as_much_for_many_as_for_few(
        self, home, owner, django_assert_max_num_queries
    ):
        def count():
            with django_assert_max_num_queries(20) as queries:
                titles = [review.page.title for review in Review.objects.due().for_user(owner)]
            return len(queries), len(titles)

        plan(home)
        few, _one = count()
        for number in range(12):
            plan(StandardPageFactory(parent=home, title=f"Pagina {number}"))

        assert count() == (few, 13)


class TestScreen:
    @pytest.fixture
    def address(self, page):
        return reverse("reviews_review", args=[page.pk])

    def test_is_found_in_the_header_of_the_form(self, admin, page, address):
        assertContains(admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])), address)

    def test_keeps_a_day_changes_it_and_takes_it_away(self, admin, page, address):
        admin.post(address, {"due_on": "2026-12-24", "months": "6"})
        review = Review.objects.get()
        assert (review.page_id, review.due_on, review.months) == (
            page.pk,
            datetime.date(2026, 12, 24),
            6,
        )

        Review.objects.update(reminded_at=timezone.now())
        admin.post(address, {"due_on": "2026-12-25", "months": ""})
        review = Review.objects.get()
        assert (review.due_on, review.months) == (datetime.date(2026, 12, 25), None)
        assert review.reminded_at is None

        admin.post(address, {"due_on": "", "months": ""})
        assert not Review.objects.exists()

    def test_refuses_what_is_no_day(self, admin, address):
        assertContains(admin.post(address, {"due_on": "morgen", "months": ""}), "morgen")
        assert not Review.objects.exists()

    @pytest.mark.parametrize(
        ("months", "due_on"), [(12, datetime.date(2027, 11, 27)), (None, None)]
    )
    def test_says_that_it_was_looked_at(self, admin, page, address, months, due_on):
        plan(page, TODAY - DAY, months=months, reminded_at=timezone.now())
        assertContains(admin.get(address), "Ik heb de pagina nagekeken")

        admin.post(address, {"finish": "yes"})

        found = Review.objects.values_list("due_on", "reminded_at").first()
        assert found == (due_on and (due_on, None))

    @pytest.mark.parametrize("left_out", ["due_on", "months"])
    def test_goes_on_asking_for_what_the_law_asks(self, admin, statement, left_out):
        address = reverse("reviews_review", args=[statement.pk])
        review = plan(statement, months=12)

        response = admin.post(address, {"due_on": "2026-12-24", "months": "6", left_out: ""})

        assert list(response.context["form"].errors) == [left_out]
        review.refresh_from_db()
        assert (review.due_on, review.months) == (TODAY, 12)

    def test_is_for_who_may_edit_the_page(self, client, page, address):
        client.force_login(make_onlooker())

        client.post(address, {"due_on": "2026-12-24", "months": ""})

        assert not Review.objects.exists()


class TestFirstScreen:
    def test_tells_which_pages_are_due_and_leads_there(self, admin, page):
        plan(page)

        answer = admin.get("/admin/")

        assertContains(answer, "Nakijken: Over ons")
        assertContains(answer, reverse("reviews_review", args=[page.pk]))

    def test_says_nothing_before_the_day(self, admin, page):
        plan(page, due_on=TODAY + DAY)

        assertNotContains(admin.get("/admin/"), "Nakijken")
