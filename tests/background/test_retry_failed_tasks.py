from io import StringIO

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from tests.background.work import note

pytestmark = pytest.mark.django_db


class TestRetryFailedTasks:
    def test_has_them_run_as_if_they_were_new(self, tmp_path, run_background_tasks):
        note.enqueue(str(tmp_path / "notes"), 7)
        result = DBTaskResult.objects.get()
        result.claim("a worker that is gone")
        result.set_failed(OSError("the disk is full"))
        output = StringIO()

        call_command("retry_failed_tasks", stdout=output)
        run_background_tasks()

        assert output.getvalue() == "1 × tests.background.work.note\nTasks back in the queue: 1.\n"
        result.refresh_from_db()
        assert (result.status, result.worker_ids, result.traceback) == ("SUCCESSFUL", ["test"], "")

    def test_leaves_the_others_alone(self):
        note.enqueue("/dev/null", 7)
        DBTaskResult.objects.get().set_successful(None)
        output = StringIO()

        call_command("retry_failed_tasks", stdout=output)

        assert output.getvalue() == "Tasks back in the queue: 0.\n"
        assert DBTaskResult.objects.get().status == "SUCCESSFUL"
