"""What staff see of background work, and what they can do about it."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.models import User
from background import words
from background.locks import WorkerLock
from background.models import Heartbeat, PeriodicRun
from background.queue import SetAsideError
from background.reaper import WorkerGoneError, put_back_orphans
from backups.models import Kind, Outcome
from tests.background.work import fail
from tests.factories import PASSWORD, MessageFactory
from tests.site.test_rules import MODULES

pytestmark = pytest.mark.django_db

SCREEN = "/admin/reports/work/"


@pytest.fixture
def worker():
    """A worker that lives."""
    now = timezone.now()
    with WorkerLock() as lock:
        yield Heartbeat.objects.create(
            worker_id=lock.worker_id, host="web1", process_id=7, started_at=now, seen_at=now
        )


@pytest.fixture
def backup(db):
    """A backup of today that was put back on trial."""
    Outcome.note_success(Kind.BACKUP, "2026-11-27-030000")
    Outcome.note_success(Kind.PROOF, "2026-11-27-030000")


def make_failed(error):
    fail.enqueue()
    result = DBTaskResult.objects.order_by("enqueued_at").last()
    result.set_failed(error)
    return result


def read_findings(admin):
    """Return what the screen says, as a dictionary of a subject to its state and sentence."""
    page = html.document_fromstring(admin.get(SCREEN).content.decode())
    rows = [
        [" ".join(cell.text_content().split()) for cell in row.iter("td")]
        for row in page.find(".//table[@aria-labelledby='how-it-is']").iter("tr")
    ]
    return {cells[0]: tuple(cells[1:]) for cells in rows if cells}


class TestTheScreen:
    def test_says_that_all_is_well(self, admin, home, worker, backup):
        findings = read_findings(admin)

        copy, _sentence = findings["Back-up, op een andere plek"]
        assert copy == "niet ingesteld"
        states = [state for state, _sentence in findings.values()]
        assert set(states) == {"in orde", "niet ingesteld"}
        assert states.count("niet ingesteld") == 1
        assert set(findings) == {
            *["Het programma voor dit werk", "Wachtend werk", "Mislukt werk"],
            *["Later nog eens", "Terugkerend werk"],
            *["Back-up", "Back-up, op proef teruggezet", "Back-up, op een andere plek"],
            *["De schijf", "Berichten van bezoekers", "Zoeken", "Het vertaalbord"],
            "De nieuwsbrief",
        }

    def test_says_that_no_worker_runs(self, admin, home):
        state, sentence = read_findings(admin)["Het programma voor dit werk"]

        assert state == "kijk hiernaar"
        assert "Het draait niet" in sentence

    def test_says_that_mail_does_not_leave(self, admin, home, worker):
        fail.enqueue()
        DBTaskResult.objects.update(
            exception_class_path="smtplib.SMTPServerDisconnected",
            run_after=timezone.now() + timedelta(hours=1),
        )
        MessageFactory(mail_problem="550 no")

        findings = read_findings(admin)

        assert findings["Later nog eens"][0] == "kijk hiernaar"
        assert "1 bericht is niet gemaild" in findings["Berichten van bezoekers"][1]

    def test_says_which_periodic_work_failed_or_is_late(self, admin, home, worker):
        now = timezone.now()
        PeriodicRun.objects.create(
            name="background.jobs.delete_outdated_sessions",
            started_at=now,
            finished_at=now,
            error="ValueError: jan@example.org",
        )
        PeriodicRun.objects.create(
            name="background.jobs.publish_scheduled",
            started_at=now - timedelta(hours=1),
            finished_at=now,
        )

        response = admin.get(SCREEN)

        assertContains(response, "Het is mislukt")
        assertContains(response, "Het is te laat")
        assertContains(response, "2 taken die terugkomen zijn mislukt of te laat")
        assertNotContains(response, "jan@example.org")

    @pytest.mark.parametrize(
        ("error", "advice"),
        [
            (SMTPRecipientsRefused({"jan@example.org": (550, b"no")}), "mailserver of het netwerk"),
            (WorkerGoneError("The worker was gone."), "programma werd steeds"),
            (SetAsideError("A backup was put back."), "alleen opnieuw als dat niet zo is"),
            (ValueError("jan@example.org"), "fout in de site"),
        ],
    )
    def test_says_what_to_do_and_shows_no_address(self, admin, home, error, advice):
        make_failed(error)

        response = admin.get(SCREEN)

        assertContains(response, advice)
        assertNotContains(response, "jan@example.org")

    def test_takes_as_many_queries_for_many_failures(
        self, admin, home, worker, django_assert_max_num_queries
    ):
        for _ in range(60):
            make_failed(ValueError("a mistake"))
        admin.get(SCREEN)

        with django_assert_max_num_queries(40):
            assertContains(admin.get(SCREEN), "En nog 10.")


class TestAFailedTask:
    def test_is_tried_again(self, admin, home):
        failed, other = make_failed(ValueError("a")), make_failed(ValueError("b"))

        response = admin.post(reverse("background_work:retry", args=[failed.pk]))

        assertRedirects(response, SCREEN)
        failed.refresh_from_db()
        assert (failed.status, failed.worker_ids) == ("READY", [])
        assert DBTaskResult.objects.failed().get() == other

    def test_is_tried_again_with_all_others(self, admin, home):
        make_failed(ValueError("a"))
        make_failed(ValueError("b"))

        admin.post(reverse("background_work:retry_all"))

        assert DBTaskResult.objects.failed().count() == 0
        assert DBTaskResult.objects.ready().count() == 2

    def test_is_thrown_away(self, admin, home):
        failed, other = make_failed(ValueError("a")), make_failed(ValueError("b"))

        admin.post(reverse("background_work:throw_away", args=[failed.pk]))

        assert DBTaskResult.objects.get() == other

    def test_that_is_not_failed_is_left_alone(self, admin, home):
        fail.enqueue()
        waiting = DBTaskResult.objects.get()

        admin.post(reverse("background_work:throw_away", args=[waiting.pk]))

        assert DBTaskResult.objects.get() == waiting


class TestTheLineOnTheFirstScreen:
    def test_says_that_all_is_well(self, admin, home, worker, backup):
        assertContains(admin.get("/admin/"), "De site doet zijn werk")

    def test_says_what_is_not(self, admin, home, worker):
        make_failed(ValueError("a"))

        response = admin.get("/admin/")

        assertContains(response, "1 taak is mislukt")
        assertContains(response, f'href="{SCREEN}"')


class TestWhoMayNotMendWork:
    @pytest.fixture
    def writer(self, home):
        writer = User.objects.create_user("schrijver@example.org", PASSWORD)
        writer.user_permissions.add(Permission.objects.get(codename="access_admin"))
        return writer

    def test_sees_nothing_of_it(self, client, writer):
        failed = make_failed(ValueError("a"))
        client.force_login(writer)

        assertNotContains(client.get("/admin/"), SCREEN)
        assert client.get(SCREEN).status_code == 302
        address = reverse("background_work:throw_away", args=[failed.pk])
        assert client.post(address).status_code in {302, 403}
        assert DBTaskResult.objects.get() == failed

    def test_can_be_given_the_right(self, client, writer):
        writer.user_permissions.add(Permission.objects.get(codename="mend_work"))
        client.force_login(writer)

        assert client.get(SCREEN).status_code == 200


def find_tasks():
    """Return the dotted paths of all tasks of the site."""
    root = settings.BASE_DIR
    names = [
        ".".join(path.relative_to(root).with_suffix("").parts)
        for path in MODULES
        if "@task(" in path.read_text() and path.stem != "__init__"
    ]
    modules = [__import__(name, fromlist=["*"]) for name in names]
    return [
        f"{module.__name__}.{name}"
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Task) and value.func.__module__ == module.__name__
    ]


def test_all_work_has_words():
    paths = [*settings.PERIODIC_WORK, *find_tasks()]

    assert len(paths) > 20
    assert [path for path in paths if words.get_words(path) == path] == []


def test_a_task_that_became_something_else_does_not_end_the_worker():
    """Services S13: the name leads to a module now, not to a task."""
    fail.enqueue()
    DBTaskResult.objects.update(
        status="RUNNING", worker_ids=["gone"], task_path="background.jobs.publish_scheduled"
    )

    put_back_orphans()

    assert DBTaskResult.objects.get().status == "READY"
