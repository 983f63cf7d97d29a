"""What who looks after the newsletter sees of its readers and can do for them."""

import csv
import datetime
import uuid

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from newsletter import subscribing
from newsletter.admin.access import clean_up
from newsletter.models import AccessEntry, ConsentEvent, ConsentText, Subscriber, Suppression
from submissions.models import Count
from tests.factories import SubscriberFactory, TopicFactory
from tests.newsletter.staff import READERS, log_in_with_role

pytestmark = pytest.mark.django_db

Status = Subscriber.Status


@pytest.fixture
def staff():
    return log_in_with_role()


@pytest.fixture
def reader():
    return SubscriberFactory(email="lezer@example.org")


@pytest.fixture
def pending(home):
    """Somebody who was imported and did not confirm yet."""
    return subscribing.import_pending(
        "nieuw@example.org", language="nl", topics=[], statement="Getekend op 2 oktober 2026."
    )


def get_looks():
    """Return (action, uids of readers) for each entry in the log, the oldest first."""
    return [(entry.action, entry.people) for entry in AccessEntry.objects.order_by("pk")]


def read_csv(response):
    return list(csv.reader(response.content.decode("utf-8-sig").splitlines(), delimiter=";"))


class TestTheList:
    def test_shows_address_state_language_and_topics(self, staff):
        reader = SubscriberFactory(email="zoe@example.org", language="en")
        reader.topics.add(TopicFactory(name="Werkteams"), TopicFactory(name="Agenda"))

        response = staff.get(READERS)

        for words in ["zoe@example.org", "krijgt de nieuwsbrief", "Engels", "Werkteams, Agenda"]:
            assertContains(response, words)

    def test_says_that_who_chose_no_topic_gets_all(self, staff, reader):
        assertContains(staff.get(READERS), "alle onderwerpen")

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

        response = staff.get(f"{READERS}?{query.format(topic=topic.pk)}")

        assertContains(response, "wel@example.org")
        assertNotContains(response, "niet@example.org")

    def test_finds_a_part_of_an_address(self, staff, reader):
        SubscriberFactory(email="ander@example.org")

        response = staff.get(f"{READERS}results/?q=LEZER@")

        assertContains(response, "lezer@example.org")
        assertNotContains(response, "ander@example.org")

    @pytest.mark.parametrize(
        "query", ["p=99", "p=x", "status=nonsense", "topics=x", "ordering=-x", "q=%00", "q=%25"]
    )
    def test_answers_nonsense(self, staff, reader, query):
        assert staff.get(f"{READERS}?{query}").status_code == 200

    def test_is_not_slower_with_more_readers(self, staff, django_assert_max_num_queries):
        for _ in range(20):
            SubscriberFactory().topics.add(TopicFactory())
        staff.get(READERS)

        with django_assert_max_num_queries(20):
            staff.get(READERS)


class TestOneReader:
    def test_shows_what_happened_in_words(self, staff, pending):
        response = staff.get(f"{READERS}{pending.uid}/")

        assertContains(response, "nieuw@example.org")
        assertContains(response, "werd ingelezen")
        assertContains(response, "Getekend op 2 oktober 2026.")

    def test_shows_the_words_that_were_agreed_to(self, staff, reader):
        ConsentEvent.objects.create(
            subscriber=reader,
            kind=ConsentEvent.Kind.CONFIRMED,
            language="nl",
            consent_text=ConsentText.objects.get_current(),
        )

        assertContains(staff.get(f"{READERS}{reader.uid}/"), ConsentText.objects.get().body)

    def test_that_is_gone_is_not_found(self, staff):
        for path in ["", "stop/", "ask-again/", "erase/"]:
            url = f"{READERS}{uuid.uuid4()}/{path}"
            method = staff.get if path in {"", "erase/"} else staff.post
            assert method(url).status_code == 404, path

    def test_is_stopped(self, staff, reader):
        response = staff.post(f"{READERS}{reader.uid}/stop/", follow=True)

        reader.refresh_from_db()
        assert reader.is_unsubscribed
        assertContains(response, "krijgt niets meer")

    def test_is_asked_again_with_words_that_fit(
        self, staff, pending, run_background_tasks, mailoutbox
    ):
        run_background_tasks()
        first = mail.outbox.pop()
        Count.objects.all().delete()

        response = staff.post(f"{READERS}{pending.uid}/ask-again/", follow=True)
        run_background_tasks()

        assertContains(response, "gaat opnieuw uit")
        assert [each.to for each in mail.outbox] == [["nieuw@example.org"]]
        assert mail.outbox[0].subject == first.subject

    def test_is_not_asked_more_often_than_anybody(self, staff, pending, run_background_tasks):
        response = staff.post(f"{READERS}{pending.uid}/ask-again/", follow=True)
        run_background_tasks()

        assertContains(response, "Er gaat geen mail uit")
        assert len(mail.outbox) == 1

    def test_that_confirmed_is_asked_nothing(self, staff, reader, run_background_tasks):
        page = staff.get(f"{READERS}{reader.uid}/")
        staff.post(f"{READERS}{reader.uid}/ask-again/")
        run_background_tasks()

        assertNotContains(page, "ask-again")
        assert mail.outbox == []

    def test_changes_by_no_link(self, staff, reader):
        """Nor by a browser that reads ahead: GET only shows."""
        for path in ["stop/", "ask-again/"]:
            assert staff.get(f"{READERS}{reader.uid}/{path}").status_code == 405
        staff.get(f"{READERS}{reader.uid}/erase/")

        assert Subscriber.objects.active().count() == 1

    def test_is_erased_once_it_is_said_what_that_means(self, staff, reader):
        page = staff.get(f"{READERS}{reader.uid}/erase/")
        assertContains(page, "Terughalen kan niet")

        response = staff.post(f"{READERS}{reader.uid}/erase/")

        assertRedirects(response, READERS)
        assert not Subscriber.objects.exists()
        assert Suppression.objects.get().reason == Suppression.Reason.ERASED
        assertNotContains(staff.get(READERS), "lezer@example.org")


class TestTheExport:
    def test_is_a_file_for_dutch_spreadsheets(self, staff):
        reader = SubscriberFactory(
            email="zoë@example.org",
            created_at=datetime.datetime(2026, 10, 1, 22, 30, tzinfo=datetime.UTC),
            confirmed_at=None,
            status=Status.PENDING,
        )
        reader.topics.add(TopicFactory(name="Werkteams"))

        response = staff.post(f"{READERS}export/")

        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert "no-store" in response["Cache-Control"]
        assert response.content.startswith(b"\xef\xbb\xbf")
        assert read_csv(response) == [
            ["E-mailadres", "Stand", "Taal", "Onderwerpen", "Sinds", "Bevestigd op"],
            ["zoë@example.org", "nog niet bevestigd", "Nederlands", "Werkteams", "02-10-2026", ""],
        ]

    def test_has_no_formula(self, staff):
        SubscriberFactory(email="=cmd@example.org")
        SubscriberFactory(email="+31@example.org")

        response = staff.post(f"{READERS}export/")

        assert [row[0] for row in read_csv(response)[1:]] == [
            "'+31@example.org",
            "'=cmd@example.org",
        ]

    def test_has_who_the_filters_leave(self, staff, reader):
        SubscriberFactory(status=Status.UNSUBSCRIBED)

        page = staff.get(f"{READERS}export/?status=active")
        response = staff.post(f"{READERS}export/?status=active")

        assertContains(page, "komt <strong>1</strong> lezer")
        assert [row[0] for row in read_csv(response)[1:]] == ["lezer@example.org"]

    def test_goes_back_to_the_list_for_a_filter_that_is_none(self, staff, reader):
        assertRedirects(staff.post(f"{READERS}export/?created_at_from=x"), READERS)

    def test_keeps_the_filters_on_the_way_from_the_list(self, staff, reader):
        page = staff.get(f"{READERS}?status=active&created_at_from=01-06-2026&q=x&p=1")

        assertContains(page, f"{READERS}export/?status=active&amp;created_at_from=01-06-2026")


class TestTheLog:
    def test_keeps_each_look_with_the_readers_that_were_seen(self, staff, reader):
        other = SubscriberFactory(email="ander@example.org")

        staff.get(READERS)
        staff.get(f"{READERS}results/?q=lezer")
        staff.get(f"{READERS}{reader.uid}/")
        staff.get(f"{READERS}{reader.uid}/erase/")
        staff.post(f"{READERS}export/")
        staff.post(f"{READERS}{other.uid}/stop/")
        staff.post(f"{READERS}{other.uid}/erase/")

        assert get_looks() == [
            ("listed", [other.uid, reader.uid]),
            ("searched", [reader.uid]),
            ("opened", [reader.uid]),
            ("opened", [reader.uid]),
            ("exported", [other.uid, reader.uid]),
            ("stopped", [other.uid]),
            ("erased", [other.uid]),
        ]
        assert set(AccessEntry.objects.values_list("user", flat=True)) == {staff.user.pk}

    def test_has_no_address(self, staff, reader):
        staff.get(f"{READERS}?q=lezer@example.org")
        staff.post(f"{READERS}{reader.uid}/erase/")

        for entry in AccessEntry.objects.values():
            assert "lezer@example.org" not in str(entry)

    def test_is_shown_to_administrators(self, staff, admin, reader):
        staff.get(f"{READERS}{reader.uid}/")

        response = admin.get("/admin/newsletter/looks/")

        assertContains(response, "Sanne Bos")
        assertContains(response, "zag één lezer")
        assertContains(response, f"{READERS}{reader.uid}/")
        assertNotContains(response, "lezer@example.org")

    def test_is_found_by_reader_by_kind_and_by_day(self, staff, admin, reader):
        staff.get(f"{READERS}{reader.uid}/")
        url = "/admin/newsletter/looks/"

        for query in [f"people={reader.uid}", "action=opened", "at_from=01-01-2020"]:
            assertContains(admin.get(f"{url}?{query}"), "Sanne Bos")
        for query in [f"people={uuid.uuid4()}", "action=erased", "at_to=01-01-2020"]:
            assertNotContains(admin.get(f"{url}results/?{query}"), "Sanne Bos")

    def test_outlives_reader_and_account(self, staff, admin, reader):
        staff.post(f"{READERS}{reader.uid}/erase/")
        number = staff.user.pk
        staff.user.delete()

        response = admin.get("/admin/newsletter/looks/")

        assertContains(response, "vergat een lezer")
        assertContains(response, f"gebruiker {number} (verwijderd)")
        assertContains(response, f"{str(reader.uid)[:8]} (gewist)")

    def test_is_kept_for_two_years(self, staff, reader):
        staff.get(READERS)
        staff.get(f"{READERS}{reader.uid}/")
        long_ago = timezone.now() - datetime.timedelta(days=731)
        AccessEntry.objects.filter(action="listed").update(at=long_ago)

        assert clean_up() == 1
        assert AccessEntry.objects.get().action == "opened"
