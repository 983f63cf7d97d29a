"""A list of addresses that staff bring in: asked a few at a time, refused with a reason."""

import csv
import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from newsletter import subscribing
from newsletter.admin.importing import clean_up, take_line, take_lines
from newsletter.marks import get_email_hmac
from newsletter.models import (
    AccessEntry,
    ConsentEvent,
    ImportLine,
    Subscriber,
    SubscriberImport,
    Suppression,
)
from tests.factories import SubscriberFactory, TopicFactory, translate
from tests.newsletter.staff import log_in_with_role

pytestmark = pytest.mark.django_db

IMPORTS = "/admin/newsletter/imports/"
STATEMENT = "Getekend op de startbijeenkomst van 2 oktober 2026."


@pytest.fixture
def staff(home):
    return log_in_with_role()


def upload(staff, content, name="lijst.csv", **data):
    """Return the answer to who sends in the form with a file."""
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    data = {"language": "nl", "statement": STATEMENT, "is_sure": "on", **data}
    return staff.post(f"{IMPORTS}add/", {"file": file, **data})


def get_outcomes():
    return dict(ImportLine.objects.values_list("number", "outcome"))


def take_all(limit=20):
    """Do what the worker does each minute, until there is nothing left; return how often."""
    return next(minute for minute in range(limit) if not take_lines())


def take_line_and_die(file):
    """Take up a line as a worker does that is killed before the transaction ends."""
    with transaction.atomic():
        assert take_line(file)
        raise KeyboardInterrupt


class TestAnImport:
    def test_asks_everybody_to_confirm(self, staff, run_background_tasks, mailoutbox):
        response = upload(staff, "E-mail;Taal\nJan@Example.org;\njoan@example.org;en\n")
        take_all()
        run_background_tasks()

        assertRedirects(response, f"{IMPORTS}{SubscriberImport.objects.get().pk}/")
        assert set(Subscriber.objects.pending().values_list("email", "language")) == {
            ("jan@example.org", "nl"),
            ("joan@example.org", "en"),
        }
        assert {message.to[0] for message in mailoutbox} == {"jan@example.org", "joan@example.org"}

    def test_keeps_where_the_consent_came_from_as_proof(self, staff):
        upload(staff, "jan@example.org\n")
        take_all()

        event = ConsentEvent.objects.get()
        assert (event.kind, event.statement) == (ConsentEvent.Kind.IMPORTED, STATEMENT)

    def test_gives_topics_by_name_in_any_language(self, staff):
        topic = TopicFactory(name="Werkteams")
        translate(topic, name="Work teams")

        upload(staff, "E-mail;Onderwerpen\njan@example.org;WORK TEAMS\nan@example.org;werkteams")
        take_all()

        assert {subscriber.topics.get() for subscriber in Subscriber.objects.all()} == {topic}

    def test_takes_a_few_each_minute_and_loses_none(self, staff, settings):
        settings.NEWSLETTER_IMPORTED_PER_MINUTE = 2
        upload(staff, "".join(f"lezer{number}@example.org\n" for number in range(5)))

        assert [take_lines() for _minute in range(4)] == [2, 2, 1, 0]
        assert Subscriber.objects.count() == 5

    def test_shares_the_minute_among_imports_the_oldest_first(self, staff, settings):
        settings.NEWSLETTER_IMPORTED_PER_MINUTE = 2
        upload(staff, "een@example.org\n")
        upload(staff, "twee@example.org\ndrie@example.org\n")

        assert take_lines() == 2

        assert set(Subscriber.objects.values_list("email", flat=True)) == {
            "een@example.org",
            "twee@example.org",
        }

    def test_asks_nobody_twice_when_a_worker_is_killed(self, staff):
        """What a worker did with a line is kept whole, or not at all."""
        upload(staff, "jan@example.org\nan@example.org\n")
        file = SubscriberImport.objects.get()

        with pytest.raises(KeyboardInterrupt):
            take_line_and_die(file)
        assert not Subscriber.objects.exists()
        take_all()

        assert Subscriber.objects.count() == ConsentEvent.objects.count() == 2
        assert set(get_outcomes().values()) == {"taken"}

    def test_ends_by_itself_and_keeps_no_address(self, staff):
        upload(staff, "jan@example.org\n")

        take_all()

        file = SubscriberImport.objects.get()
        assert file.state == SubscriberImport.State.FINISHED
        assert ImportLine.objects.get().address == ""

    def test_is_ready_at_once_when_all_is_refused(self, staff):
        SubscriberFactory(email="jan@example.org")

        upload(staff, "jan@example.org\n")

        assert SubscriberImport.objects.get().state == SubscriberImport.State.FINISHED

    def test_is_cancelled_with_who_was_asked_already_kept(self, staff, settings):
        settings.NEWSLETTER_IMPORTED_PER_MINUTE = 1
        upload(staff, "jan@example.org\nan@example.org\nkees@example.org\n")
        take_lines()
        file = SubscriberImport.objects.get()

        response = staff.post(f"{IMPORTS}{file.pk}/cancel/", follow=True)

        assertContains(response, "2 mensen krijgen geen mail")
        assert take_lines() == 0
        assert Subscriber.objects.get().email == "jan@example.org"
        assert set(get_outcomes().values()) == {"taken"}


class TestALine:
    def test_is_refused_with_its_reason(self, staff):
        SubscriberFactory(email="actief@example.org")
        SubscriberFactory(email="wacht@example.org", status=Subscriber.Status.PENDING)
        SubscriberFactory(email="gestopt@example.org", status=Subscriber.Status.UNSUBSCRIBED)
        SubscriberFactory(email="stuk@example.org", status=Subscriber.Status.SUPPRESSED)
        subscribing.forget(SubscriberFactory(email="vergeten@example.org"))
        Suppression.objects.create(
            email_hmac=get_email_hmac("klacht@example.org"),
            reason=Suppression.Reason.COMPLAINED,
        )
        lines = [
            ("jan@example.org;;", "waiting"),
            ("JAN@example.org ;;", "twice"),
            ("geen adres;;", "invalid"),
            ("an@example.org;fries;", "no_language"),
            ("an@example.org;nl;vissen", "no_topic"),
            ("Actief@Example.org;;", "known"),
            ("wacht@example.org;;", "known"),
            ("gestopt@example.org;;", "stopped"),
            ("stuk@example.org;;", "unreachable"),
            ("klacht@example.org;;", "unreachable"),
            ("Vergeten@example.org;;", "forgotten"),
        ]

        upload(staff, "E-mail;Taal;Onderwerpen\n" + "\n".join(line for line, _ in lines))

        outcomes = [outcome for _number, outcome in sorted(get_outcomes().items())]
        assert outcomes == [outcome for _line, outcome in lines]

    def test_keeps_its_address_only_while_it_waits_or_is_none(self, staff):
        SubscriberFactory(email="actief@example.org")

        upload(staff, "jan@example.org\nactief@example.org\ngeen adres\njan@example.org\n")

        addresses = ImportLine.objects.order_by("number").values_list("address", flat=True)
        assert list(addresses) == ["jan@example.org", "", "geen adres", ""]

    @pytest.mark.parametrize(
        ("happens", "outcome"),
        [
            (lambda: SubscriberFactory(email="jan@example.org"), "known"),
            (lambda: subscribing.forget(SubscriberFactory(email="jan@example.org")), "forgotten"),
        ],
    )
    def test_is_refused_for_what_happens_while_it_waits(self, staff, happens, outcome):
        upload(staff, "jan@example.org\n")
        happens()
        known = Subscriber.objects.count()

        take_all()

        assert Subscriber.objects.count() == known
        assert get_outcomes() == {1: outcome}

    def test_may_be_as_long_and_strange_as_it_likes(self, staff):
        upload(staff, f"{'x' * 5000}@example.org\n😀‮\n' OR 1=1;--\nmailto:jan@example.org\n")

        assert set(get_outcomes().values()) == {"invalid"}


class TestTheForm:
    @pytest.mark.parametrize(
        ("content", "data", "message"),
        [
            (b"PK\x03\x04", {}, "Dit is een werkmap"),
            (b"E-mail\n", {}, "geen regel met een adres"),
            (b'"jan@example.org\n', {}, "is het bestand niet te lezen"),
            (b"", {}, "leeg"),
            (b"jan@example.org\n" * 5001, {}, "5001 regels"),
            (b"x" * (1024 * 1024 + 1), {}, "hoogstens 1 MB"),
            (b"jan@example.org", {"is_sure": ""}, "Zonder toestemming"),
            (b"jan@example.org", {"language": "fy"}, "Selecteer een geldige keuze"),
        ],
    )
    def test_says_what_is_wrong_and_keeps_what_was_typed(self, staff, content, data, message):
        response = upload(staff, content, **data)

        assertContains(response, message)
        assertContains(response, STATEMENT)
        assert not SubscriberImport.objects.exists()

    @pytest.mark.parametrize("statement", ["", "  ", "ja hoor"])
    def test_wants_to_know_where_the_consent_came_from(self, staff, statement):
        response = upload(staff, b"jan@example.org", statement=statement)

        assert response.status_code == 200
        assert response.context["form"].errors.keys() == {"statement"}


class TestTheScreenOfAnImport:
    def test_says_how_far_it_is_and_how_long_it_takes(self, staff, settings):
        settings.NEWSLETTER_IMPORTED_PER_MINUTE = 2
        upload(staff, "".join(f"lezer{number}@example.org\n" for number in range(500)))
        take_lines()

        response = staff.get(f"{IMPORTS}{SubscriberImport.objects.get().pk}/")

        assertContains(response, "2 van 500 regels zijn klaar")
        assertContains(response, "nog ongeveer 4 uur")
        assertContains(response, '<progress class="import-progress" aria-labelledby="progress"')
        assertNotContains(response, "http-equiv")
        assertNotContains(response, "lezer3@example.org")

    def test_shows_why_lines_were_refused(self, staff):
        upload(staff, "geen adres\njan@example.org\n")

        response = staff.get(f"{IMPORTS}{SubscriberImport.objects.get().pk}/")

        assertContains(response, "geen adres")
        assertContains(response, "Dit is geen e-mailadres.")

    def test_gives_the_refused_lines_as_a_file(self, staff):
        upload(staff, "jan@example.org\n=geen adres\njan@example.org\n")

        response = staff.get(f"{IMPORTS}{SubscriberImport.objects.get().pk}/refused/")

        text = response.content.decode("utf-8-sig")
        assert list(csv.reader(text.splitlines(), delimiter=";")) == [
            ["Rij", "E-mailadres", "Waarom geweigerd"],
            ["2", "'=geen adres", "Dit is geen e-mailadres."],
            ["3", "", "Dit adres staat twee keer in het bestand."],
        ]

    def test_is_found_in_the_list_of_imports(self, staff):
        upload(staff, "jan@example.org\n", name="start.csv")

        assertContains(staff.get(IMPORTS), "start.csv")

    def test_of_no_import_is_not_found(self, staff):
        for number in [1, 10**30]:
            assert staff.get(f"{IMPORTS}{number}/").status_code == 404
            assert staff.get(f"{IMPORTS}{number}/refused/").status_code == 404
            assert staff.post(f"{IMPORTS}{number}/cancel/").status_code == 404


class TestTheLog:
    def test_keeps_who_imported_cancelled_and_saw_refused_lines(self, staff):
        upload(staff, "geen adres\njan@example.org\n")
        file = SubscriberImport.objects.get()
        staff.get(f"{IMPORTS}{file.pk}/")
        staff.get(f"{IMPORTS}{file.pk}/refused/")
        staff.post(f"{IMPORTS}{file.pk}/cancel/")

        entries = AccessEntry.objects.order_by("pk").values_list("user", "action", "number")
        assert list(entries) == [
            (staff.user.pk, "imported", 2),
            (staff.user.pk, "reported", 1),
            (staff.user.pk, "reported", 1),
            (staff.user.pk, "cancelled", 1),
        ]


class TestTheReport:
    def test_is_deleted_after_thirty_days_but_the_statement_stays(self, staff):
        upload(staff, "geen adres\n")
        upload(staff, "ook geen adres\n")
        old = SubscriberImport.objects.earliest("made_at")
        SubscriberImport.objects.filter(pk=old.pk).update(
            finished_at=timezone.now() - datetime.timedelta(days=31)
        )

        assert clean_up() == 1

        assert ImportLine.objects.get().address == "ook geen adres"
        assertContains(staff.get(f"{IMPORTS}{old.pk}/"), STATEMENT)
