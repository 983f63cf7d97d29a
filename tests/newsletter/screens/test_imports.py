"""A list of addresses that staff bring in: asked a few at a time, refused with a reason."""

import csv
import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from newsletter import subscribing
from newsletter.cleaning import delete_outdated_reports, delete_outdated_requests, remind
from newsletter.importing import ask_imported, ask_next
from newsletter.models import (
    AccessEntry,
    ConsentEvent,
    ConsentText,
    SignUpRequest,
    Subscriber,
    SubscriberImport,
    Suppression,
)
from newsletter.models.consent import get_email_hmac
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
    return staff.post(f"{IMPORTS}new/", {"file": file, **data})


def show(file):
    return f"{IMPORTS}inspect/{file.pk}/"


def ask_all(limit=20):
    """Do what the worker does each minute, until there is nothing left; return how often."""
    return next(minute for minute in range(limit) if not ask_imported())


def ask_next_and_die():
    """Ask somebody as a worker does that is killed before the transaction ends."""
    with transaction.atomic():
        assert ask_next()
        raise KeyboardInterrupt


class TestAnImport:
    def test_asks_everybody_to_confirm(self, staff, run_background_tasks, mailoutbox):
        response = upload(staff, "E-mail;Taal\nJan@Example.org;\njoan@example.org;Engels\n")
        ask_all()
        run_background_tasks()

        assertRedirects(response, show(SubscriberImport.objects.get()))
        assert set(Subscriber.objects.pending().values_list("email", "language")) == {
            ("jan@example.org", "nl"),
            ("joan@example.org", "en"),
        }
        assert {message.to[0] for message in mailoutbox} == {"jan@example.org", "joan@example.org"}

    def test_takes_a_workbook(self, staff):
        workbook, output = Workbook(), io.BytesIO()
        workbook.active.append(["Naam", "E-mailadres"])
        workbook.active.append(["Jan", "jan@example.org"])
        workbook.save(output)

        upload(staff, output.getvalue(), name="lijst.xlsx")

        assert Subscriber.objects.get().email == "jan@example.org"

    def test_keeps_where_the_consent_came_from_as_proof(self, staff):
        upload(staff, "jan@example.org\n")

        event = ConsentEvent.objects.get()
        assert (event.kind, event.statement) == (ConsentEvent.Kind.IMPORTED, STATEMENT)

    def test_gives_topics_by_name_in_any_language(self, staff):
        topic = TopicFactory(name="Werkteams")
        translate(topic, name="Work teams")

        upload(staff, "E-mail;Onderwerpen\njan@example.org;WORK TEAMS|werkteams\nan@example.org;")

        topics = {each.email: set(each.topics.all()) for each in Subscriber.objects.all()}
        assert topics == {"jan@example.org": {topic}, "an@example.org": set()}
        assert Subscriber.objects.get(wants_all=True).email == "an@example.org"

    def test_asks_a_few_each_minute_in_order_and_loses_none(self, staff, settings):
        settings.NEWSLETTER_IMPORTED_PER_MINUTE = 2
        upload(staff, "een@example.org\n")
        upload(staff, "twee@example.org\ndrie@example.org\n")

        assert ask_imported() == 2
        assert [each.email for each in Subscriber.objects.waiting()] == ["drie@example.org"]
        assert [ask_imported() for _minute in range(2)] == [1, 0]

    def test_asks_nobody_twice_when_a_worker_is_killed(
        self, staff, run_background_tasks, mailoutbox
    ):
        """What a worker did is kept whole, or not at all."""
        upload(staff, "jan@example.org\nan@example.org\n")

        with pytest.raises(KeyboardInterrupt):
            ask_next_and_die()
        assert Subscriber.objects.waiting().count() == 2
        ask_all()
        run_background_tasks()

        assert sorted(mail.to[0] for mail in mailoutbox) == ["an@example.org", "jan@example.org"]

    def test_takes_thousands_at_once(self, staff, django_assert_max_num_queries):
        with django_assert_max_num_queries(40):
            upload(staff, "".join(f"lezer{number}@example.org\n" for number in range(5000)))

        assert Subscriber.objects.waiting().count() == ConsentEvent.objects.count() == 5000

    def test_is_cancelled_with_who_was_asked_already_kept(self, staff, settings):
        settings.NEWSLETTER_IMPORTED_PER_MINUTE = 1
        upload(staff, "jan@example.org\nan@example.org\nkees@example.org\n")
        ask_imported()
        file = SubscriberImport.objects.get()

        response = staff.post(f"{IMPORTS}{file.pk}/cancel/", follow=True)

        assertContains(response, "2 mensen krijgen geen mail")
        assertContains(response, "afgebroken")
        assert ask_imported() == 0
        assert Subscriber.objects.get().email == "jan@example.org"
        assert ConsentEvent.objects.get().subscriber == Subscriber.objects.get()


class TestWhoWaits:
    @pytest.fixture
    def jan(self, staff):
        """Somebody who was imported eight days ago and was not asked yet."""
        upload(staff, "jan@example.org\n")
        long_ago = timezone.now() - datetime.timedelta(days=8)
        Subscriber.objects.update(created_at=long_ago)
        return Subscriber.objects.get()

    def test_is_neither_reminded_nor_deleted(self, jan, run_background_tasks, mailoutbox):
        remind()
        delete_outdated_requests()
        run_background_tasks()

        assert Subscriber.objects.waiting().get() == jan
        assert mailoutbox == []

    def test_has_seven_days_from_when_they_are_asked(self, jan):
        ask_all()
        delete_outdated_requests()

        jan.refresh_from_db()
        assert timezone.now() - jan.requested_at < datetime.timedelta(minutes=1)

    def test_who_signs_up_meanwhile_is_mailed_once(self, jan, run_background_tasks, mailoutbox):
        subscribing.sign_up(
            SignUpRequest.objects.create(
                email=jan.email, language="nl", consent_text=ConsentText.objects.get_current()
            )
        )
        ask_all()
        run_background_tasks()

        assert [mail.subject for mail in mailoutbox] == ["Bevestig dat u onze nieuwsbrief wilt"]

    @pytest.mark.parametrize("happens", [subscribing.forget, subscribing.unsubscribe])
    def test_who_asks_for_no_mail_meanwhile_gets_none(
        self, jan, happens, run_background_tasks, mailoutbox
    ):
        happens(jan)
        ask_all()
        run_background_tasks()

        assert mailoutbox == []


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
            ("jan@example.org;;", ""),
            ("JAN@example.org ;;", "twee keer"),
            ("geen adres;;", "geen e-mailadres"),
            ("an@example.org;fries;", "taal"),
            ("an@example.org;nl;vissen", "onderwerp"),
            ("Actief@Example.org;;", "krijgt de nieuwsbrief al"),
            ("wacht@example.org;;", "krijgt de nieuwsbrief al"),
            ("gestopt@example.org;;", "is gestopt"),
            ("stuk@example.org;;", "bezorgen"),
            ("klacht@example.org;;", "bezorgen"),
            ("Vergeten@example.org;;", "wissen"),
        ]

        upload(staff, "E-mail;Taal;Onderwerpen\n" + "\n".join(line for line, _ in lines))

        refused = {line["row"]: line["reason"] for line in SubscriberImport.objects.get().refused}
        for row, (line, reason) in enumerate(lines, start=2):
            assert reason in refused.get(row, ""), line
        assert refused.keys() == set(range(3, 13))

    def test_keeps_its_address_only_when_that_is_none(self, staff):
        SubscriberFactory(email="actief@example.org")

        upload(staff, "actief@example.org\ngeen adres\n")

        addresses = [line["address"] for line in SubscriberImport.objects.get().refused]
        assert addresses == ["", "geen adres"]

    def test_may_be_as_long_and_strange_as_it_likes(self, staff):
        upload(staff, f"{'x' * 5000}@example.org\n😀‮\n' OR 1=1;--\njan@@example.org\n")

        refused = SubscriberImport.objects.get().refused
        assert {line["reason"] for line in refused} == {"Dit is geen e-mailadres."}
        assert len(refused) == 4


class TestTheForm:
    @pytest.mark.parametrize(
        ("content", "data", "message"),
        [
            (b"E-mail\n", {}, "geen regel met een adres"),
            (b'"jan@example.org\n', {}, "is niet te lezen"),
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
        ask_imported()

        response = staff.get(show(SubscriberImport.objects.get()))

        assertContains(response, "2 van 500 regels zijn klaar")
        assertContains(response, "nog ongeveer 4\xa0uur")
        assertContains(response, '<progress class="import-progress" aria-labelledby="progress"')
        assertNotContains(response, "http-equiv")
        assertNotContains(response, "lezer3@example.org")

    def test_is_ready_at_once_when_all_is_refused(self, staff):
        upload(staff, "geen adres\n")

        response = staff.get(show(SubscriberImport.objects.get()))

        assertContains(response, "klaar")
        assertNotContains(response, "Breek de import af")

    def test_shows_why_lines_were_refused(self, staff):
        upload(staff, "geen adres\njan@example.org\n")

        response = staff.get(show(SubscriberImport.objects.get()))

        assertContains(response, "geen adres")
        assertContains(response, "Dit is geen e-mailadres.")

    def test_shows_the_refused_lines_in_pages(self, staff):
        upload(staff, "".join(f"geen adres {number}\n" for number in range(201)))
        url = show(SubscriberImport.objects.get())

        assertContains(staff.get(url), f"{url}?p=2")
        assertContains(staff.get(f"{url}?p=3"), "geen adres 200")

    def test_gives_the_refused_lines_as_a_file(self, staff):
        upload(staff, "jan@example.org\n=geen adres\njan@example.org\n")
        url = show(SubscriberImport.objects.get())

        text = staff.get(f"{url}?export=csv").getvalue().decode()
        workbook = load_workbook(io.BytesIO(staff.get(f"{url}?export=xlsx").getvalue()))

        assert list(csv.reader(text.splitlines())) == [
            ["Rij", "Wat er staat", "Waarom geweigerd"],
            ["2", "'=geen adres", "Dit is geen e-mailadres."],
            ["3", "", "Dit adres staat twee keer in het bestand."],
        ]
        assert workbook.active["B2"].value == "=geen adres"

    def test_is_found_in_the_list_of_imports(self, staff):
        upload(staff, "jan@example.org\n", name="start.csv")

        response = staff.get(IMPORTS)

        assertContains(response, "start.csv")
        assertContains(response, "bezig")

    @pytest.mark.parametrize("number", [1, 10**30])
    def test_of_no_import_is_not_found(self, staff, number):
        assert staff.get(f"{IMPORTS}inspect/{number}/").status_code == 404
        assert staff.post(f"{IMPORTS}{number}/cancel/").status_code == 404


class TestTheLog:
    def test_keeps_who_imported_cancelled_and_saw_refused_lines(self, staff):
        upload(staff, "geen adres\njan@example.org\n")
        file = SubscriberImport.objects.get()
        staff.get(show(file))
        staff.get(f"{show(file)}?export=csv")
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
        old, recent = SubscriberImport.objects.order_by("pk")
        SubscriberImport.objects.filter(pk=old.pk).update(
            made_at=timezone.now() - datetime.timedelta(days=31)
        )

        assert delete_outdated_reports() == 1
        assert delete_outdated_reports() == 0

        assertContains(staff.get(show(recent)), "ook geen adres")
        response = staff.get(show(old))
        assertContains(response, STATEMENT)
        assertNotContains(response, "geen adres")
