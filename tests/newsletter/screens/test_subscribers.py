"""What who looks after the newsletter sees of its subscribers and can do for them."""

import csv
import datetime
import io

import pytest
from django.core import mail
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from newsletter.cleaning import delete_outdated_access_entries
from newsletter.importing import ask_imported, start_import
from newsletter.models import (
    AccessEntry,
    ConsentEvent,
    ConsentText,
    Subscriber,
    SubscriberImport,
    Suppression,
)
from newsletter.spreadsheets import Row
from submissions.models import Count
from tests.factories import SubscriberFactory, TopicFactory
from tests.newsletter.staff import SUBSCRIBERS, log_in_with_role

pytestmark = pytest.mark.django_db

Status = Subscriber.Status


@pytest.fixture
def staff():
    return log_in_with_role()


@pytest.fixture
def subscriber():
    return SubscriberFactory(email="lezer@example.org")


@pytest.fixture
def pending(home, editor):
    """Somebody who was imported, was asked, and did not confirm yet."""
    file = SubscriberImport(language="nl", statement="Getekend op 2 oktober 2026.")
    start_import(file, [Row(1, "nieuw@example.org")], editor)
    ask_imported()
    AccessEntry.objects.all().delete()
    return Subscriber.objects.get()


def read_log():
    """Return (action, keys of subscribers) for each entry in the access log, the oldest first."""
    return [(entry.action, entry.people) for entry in AccessEntry.objects.order_by("pk")]


def show(subscriber):
    return f"{SUBSCRIBERS}inspect/{subscriber.pk}/"


def erase(subscriber):
    return f"{SUBSCRIBERS}delete/{subscriber.pk}/"


def read_csv(response):
    return list(csv.reader(response.getvalue().decode().splitlines()))


def read_workbook(response):
    """Return the rows of the one sheet, as tuples."""
    return list(load_workbook(io.BytesIO(response.getvalue())).active.values)


class TestTheList:
    def test_shows_address_state_language_and_topics(self, staff):
        subscriber = SubscriberFactory(email="zoe@example.org", language="en", wants_all=False)
        subscriber.topics.add(TopicFactory(name="Werkteams"), TopicFactory(name="Agenda"))

        response = staff.get(SUBSCRIBERS)

        for words in ["zoe@example.org", "krijgt de nieuwsbrief", "Engels", "Werkteams, Agenda"]:
            assertContains(response, words)

    def test_says_who_wants_everything(self, staff, subscriber):
        assertContains(staff.get(SUBSCRIBERS), "alles")

    @pytest.mark.parametrize(
        "query", ["status=pending", "language=en", "topics={topic}", "created_at_from=01-06-2026"]
    )
    def test_is_filtered(self, staff, query):
        topic = TopicFactory()
        found = SubscriberFactory(
            email="wel@example.org",
            status=Status.PENDING,
            language="en",
            created_at=datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC),
        )
        found.topics.add(topic)
        SubscriberFactory(
            email="niet@example.org",
            created_at=datetime.datetime(2026, 5, 1, 12, tzinfo=datetime.UTC),
        )

        response = staff.get(f"{SUBSCRIBERS}?{query.format(topic=topic.pk)}")

        assertContains(response, "wel@example.org")
        assertNotContains(response, "niet@example.org")

    def test_finds_a_part_of_an_address(self, staff, subscriber):
        SubscriberFactory(email="ander@example.org")

        response = staff.get(f"{SUBSCRIBERS}results/?q=LEZER@")

        assertContains(response, "lezer@example.org")
        assertNotContains(response, "ander@example.org")

    @pytest.mark.parametrize(
        "query", ["p=99", "p=x", "status=nonsense", "topics=x", "ordering=-x", "q=%00", "q=%25"]
    )
    def test_answers_nonsense(self, staff, subscriber, query):
        assert staff.get(f"{SUBSCRIBERS}?{query}").status_code == 200

    def test_is_not_slower_with_more_subscribers(self, staff, django_assert_max_num_queries):
        for _ in range(20):
            SubscriberFactory().topics.add(TopicFactory())
        staff.get(SUBSCRIBERS)

        with django_assert_max_num_queries(20):
            staff.get(SUBSCRIBERS)


class TestOneReader:
    def test_shows_what_happened_in_words(self, staff, pending):
        response = staff.get(show(pending))

        assertContains(response, "nieuw@example.org")
        assertContains(response, "werd ingelezen")
        assertContains(response, "Getekend op 2 oktober 2026.")

    def test_shows_the_words_that_were_agreed_to(self, staff, subscriber):
        ConsentEvent.objects.create(
            subscriber=subscriber,
            kind=ConsentEvent.Kind.CONFIRMED,
            language="nl",
            consent_text=ConsentText.objects.get_current(),
        )

        assertContains(staff.get(show(subscriber)), ConsentText.objects.get().body)

    @pytest.mark.parametrize("number", [1, 10**30])
    def test_that_is_gone_is_not_found(self, staff, number):
        for path in ["inspect/{}/", "delete/{}/"]:
            assert staff.get(f"{SUBSCRIBERS}{path.format(number)}").status_code == 404, path
        for path in ["{}/stop/", "{}/ask-again/", "delete/{}/"]:
            assert staff.post(f"{SUBSCRIBERS}{path.format(number)}").status_code == 404, path

    def test_is_stopped(self, staff, subscriber):
        response = staff.post(f"{SUBSCRIBERS}{subscriber.pk}/stop/", follow=True)

        subscriber.refresh_from_db()
        assert subscriber.is_unsubscribed
        assertContains(response, "krijgt niets meer")

    def test_is_asked_again_with_words_that_fit(
        self, staff, pending, run_background_tasks, mailoutbox
    ):
        run_background_tasks()
        first = mail.outbox.pop()
        Count.objects.all().delete()

        response = staff.post(f"{SUBSCRIBERS}{pending.pk}/ask-again/", follow=True)
        run_background_tasks()

        assertContains(response, "gaat opnieuw uit")
        assert [each.to for each in mail.outbox] == [["nieuw@example.org"]]
        assert mail.outbox[0].subject == first.subject

    def test_is_not_asked_more_often_than_anybody(self, staff, pending, run_background_tasks):
        response = staff.post(f"{SUBSCRIBERS}{pending.pk}/ask-again/", follow=True)
        run_background_tasks()

        assertContains(response, "Er gaat geen mail uit")
        assert len(mail.outbox) == 1

    def test_that_confirmed_is_asked_nothing(self, staff, subscriber, run_background_tasks):
        page = staff.get(show(subscriber))
        staff.post(f"{SUBSCRIBERS}{subscriber.pk}/ask-again/")
        run_background_tasks()

        assertNotContains(page, "ask-again")
        assert mail.outbox == []

    def test_changes_by_no_link(self, staff, subscriber):
        """Nor by a browser that reads ahead: GET only shows."""
        for path in ["stop/", "ask-again/"]:
            assert staff.get(f"{SUBSCRIBERS}{subscriber.pk}/{path}").status_code == 405, path
        staff.get(erase(subscriber))

        assert Subscriber.objects.active().count() == 1

    def test_is_erased_once_it_is_said_what_that_means(self, staff, subscriber):
        page = staff.get(erase(subscriber))
        assertContains(page, "Terughalen kan niet")

        response = staff.post(erase(subscriber))

        assertRedirects(response, SUBSCRIBERS)
        assert not Subscriber.objects.exists()
        assert Suppression.objects.get().reason == Suppression.Reason.ERASED
        assertNotContains(staff.get(SUBSCRIBERS), "lezer@example.org")


class TestTheExport:
    @pytest.fixture
    def zoe(self):
        zoe = SubscriberFactory(
            email="zoë@example.org",
            created_at=datetime.datetime(2026, 10, 1, 22, 30, tzinfo=datetime.UTC),
            status=Status.PENDING,
            wants_all=False,
        )
        zoe.topics.add(TopicFactory(name="Werkteams"))
        return zoe

    def test_is_a_workbook_in_the_time_of_here(self, staff, zoe):
        response = staff.get(f"{SUBSCRIBERS}?export=xlsx")

        assert "no-store" in response["Cache-Control"]
        assert read_workbook(response) == [
            ("E-mailadres", "Status", "Taal", "Onderwerpen", "Sinds", "Bevestigd op"),
            (
                *("zoë@example.org", "nog niet bevestigd", "Nederlands", "Werkteams"),
                datetime.datetime(2026, 10, 2, 0, 30),
                None,
            ),
        ]

    def test_is_a_text_file_too(self, staff, zoe):
        assert read_csv(staff.get(f"{SUBSCRIBERS}?export=csv")) == [
            ["E-mailadres", "Status", "Taal", "Onderwerpen", "Sinds", "Bevestigd op"],
            [
                *["zoë@example.org", "nog niet bevestigd", "Nederlands", "Werkteams"],
                *["02-10-2026 00:30", ""],
            ],
        ]

    @pytest.mark.parametrize("start", "=+-@＝＋－＠")
    def test_has_no_formula(self, staff, start):
        address = f"{start}cmd@example.org"
        SubscriberFactory(email=address)

        text = read_csv(staff.get(f"{SUBSCRIBERS}?export=csv"))
        workbook = load_workbook(io.BytesIO(staff.get(f"{SUBSCRIBERS}?export=xlsx").getvalue()))

        assert text[1][0] == f"'{address}"
        assert (workbook.active["A2"].value, workbook.active["A2"].data_type) == (address, "s")

    def test_has_who_filters_and_search_leave(self, staff, subscriber):
        SubscriberFactory(status=Status.UNSUBSCRIBED)
        SubscriberFactory(email="ander@example.net")

        response = staff.get(f"{SUBSCRIBERS}?export=csv&status=active&q=example.org&p=7")

        assert [row[0] for row in read_csv(response)[1:]] == ["lezer@example.org"]

    def test_is_offered_for_the_list_as_it_is_filtered(self, staff, subscriber):
        page = staff.get(f"{SUBSCRIBERS}?status=active")

        assertContains(page, f"{SUBSCRIBERS}?status=active&amp;export=xlsx")


class TestTheLog:
    def test_keeps_each_look_with_the_subscribers_that_were_seen(self, staff, subscriber):
        other = SubscriberFactory(email="ander@example.org")

        staff.get(SUBSCRIBERS)
        staff.get(f"{SUBSCRIBERS}results/?q=lezer")
        staff.get(show(subscriber))
        staff.get(erase(subscriber))
        staff.get(f"{SUBSCRIBERS}?export=csv").getvalue()
        staff.post(f"{SUBSCRIBERS}{other.pk}/stop/")
        staff.post(erase(other))

        assert read_log() == [
            ("listed", [other.pk, subscriber.pk]),
            ("searched", [subscriber.pk]),
            ("opened", [subscriber.pk]),
            ("opened", [subscriber.pk]),
            ("exported", [other.pk, subscriber.pk]),
            ("stopped", [other.pk]),
            ("erased", [other.pk]),
        ]
        assert set(AccessEntry.objects.values_list("user", flat=True)) == {staff.user.pk}

    def test_has_no_address(self, staff, subscriber):
        staff.get(f"{SUBSCRIBERS}?q=lezer@example.org")
        staff.post(erase(subscriber))

        for entry in AccessEntry.objects.values():
            assert "lezer@example.org" not in str(entry)

    def test_is_shown_to_administrators(self, staff, admin, subscriber):
        staff.get(show(subscriber))

        response = admin.get("/admin/newsletter/access-log/")

        assertContains(response, "Sanne Bos")
        assertContains(response, "zag één lezer")
        assertContains(response, show(subscriber))
        assertNotContains(response, "lezer@example.org")

    def test_is_found_by_subscriber_by_kind_and_by_day(self, staff, admin, subscriber):
        staff.get(show(subscriber))
        url = "/admin/newsletter/access-log/"

        for query in [f"people={subscriber.pk}", "people=x", "action=opened", "at_from=01-01-2020"]:
            assertContains(admin.get(f"{url}?{query}"), "Sanne Bos")
        for query in [f"people={subscriber.pk + 1}", "action=erased", "at_to=01-01-2020"]:
            assertNotContains(admin.get(f"{url}results/?{query}"), "Sanne Bos")

    def test_outlives_subscriber_and_account(self, staff, admin, subscriber):
        staff.post(erase(subscriber))
        number = staff.user.pk
        staff.user.delete()

        response = admin.get("/admin/newsletter/access-log/")

        assertContains(response, "vergat een lezer")
        assertContains(response, f"gebruiker {number} (verwijderd)")
        assertContains(response, f"{subscriber.pk} (gewist)")

    def test_is_kept_for_two_years(self, staff, subscriber):
        staff.get(SUBSCRIBERS)
        staff.get(show(subscriber))
        long_ago = timezone.now() - datetime.timedelta(days=731)
        AccessEntry.objects.filter(action="listed").update(at=long_ago)

        assert delete_outdated_access_entries() == 1
        assert AccessEntry.objects.get().action == "opened"
