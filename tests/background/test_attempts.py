import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from background.queue import QueueRunner
from background.retries import DELAYS
from tests.background.work import (
    ask_too_much,
    fail,
    mail_to_nobody,
    note,
    note_attempt,
    note_language,
)

pytestmark = pytest.mark.usefixtures("keep_connection")


@pytest.fixture
def notes(tmp_path):
    return tmp_path / "notes"


class TestATask:
    def test_is_run_with_its_arguments(self, notes, run_background_tasks):
        note.enqueue(str(notes), 7)

        run_background_tasks()

        assert notes.read_text() == "7\n"
        assert DBTaskResult.objects.get().status == "SUCCESSFUL"

    def test_may_be_in_a_queue_of_any_name(self, notes, run_background_tasks):
        note.using(queue_name="mail").enqueue(str(notes), 7)

        run_background_tasks()

        assert notes.read_text() == "7\n"

    def test_is_given_its_context(self, notes, run_background_tasks):
        note_attempt.enqueue(str(notes))

        run_background_tasks()

        assert notes.read_text() == "attempt 1\n"

    def test_begins_in_the_language_of_the_site(self, notes, run_background_tasks):
        note_language.enqueue(str(notes))
        note_language.enqueue(str(notes))

        run_background_tasks()

        assert notes.read_text() == "nl\nnl\n"

    def test_belongs_to_the_transaction_that_enqueued_it(self, notes, run_background_tasks):
        with transaction.atomic():
            note.enqueue(str(notes), 7)
            transaction.set_rollback(True)

        run_background_tasks()

        assert not notes.exists()

    def test_with_a_mistake_fails_once(self, caplog):
        fail.enqueue()

        QueueRunner("test").run()

        failed = DBTaskResult.objects.get()
        assert (failed.status, len(failed.worker_ids)) == ("FAILED", 1)
        assert "there is a mistake in this task" in failed.traceback
        assert "there is a mistake in this task" in caplog.text

    def test_that_the_code_no_longer_has_fails(self, notes, caplog):
        note.enqueue(str(notes), 7)
        DBTaskResult.objects.update(task_path="tests.background.work.gone")

        QueueRunner("test").run()

        assert DBTaskResult.objects.get().status == "FAILED"
        assert "tests.background.work.gone does not exist" in caplog.text

    def test_is_tried_five_times_when_the_database_refuses_something(self, run_background_tasks):
        """Its worker goes on; that of a database that is lost is in test_worker.py."""
        ask_too_much.enqueue()

        for _ in range(4):
            run_background_tasks(early=True)
            assert DBTaskResult.objects.get().status == "READY"
        with pytest.raises(AssertionError, match="too long"):
            run_background_tasks(early=True)

        assert DBTaskResult.objects.get().status == "FAILED"


class TestRetryOn:
    def test_puts_a_task_off(self, run_background_tasks):
        mail_to_nobody.enqueue()
        before = timezone.now()

        run_background_tasks()

        waiting = DBTaskResult.objects.get()
        assert waiting.status == "READY"
        assert before + DELAYS[0] <= waiting.run_after <= timezone.now() + DELAYS[0]
        assert "no mail server" in waiting.traceback

    def test_waits_longer_each_time_and_gives_up_in_the_end(self, run_background_tasks):
        mail_to_nobody.enqueue()
        waits = []

        for _ in DELAYS:
            before = timezone.now()
            run_background_tasks(early=True)
            waits.append(round((DBTaskResult.objects.get().run_after - before) / DELAYS[0]))
        with pytest.raises(AssertionError, match="no mail server"):
            run_background_tasks(early=True)

        assert waits == [1, 5, 15, 60, 240, 720, 1440, 1440]
        assert DBTaskResult.objects.get().status == "FAILED"
