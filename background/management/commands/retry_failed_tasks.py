from django.core.management.base import BaseCommand
from django.db.models import Count
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from background.queue import BACKEND


class Command(BaseCommand):
    help = "Put the tasks that have failed back into the queue, once their cause is removed."

    def handle(self, **options):
        """Make them as new: all their attempts are before them."""
        failed = DBTaskResult.objects.failed().filter(backend_name=BACKEND)
        counts = failed.values_list("task_path").annotate(Count("pk")).order_by("task_path")
        for path, count in counts:
            self.stdout.write(f"{count} × {path}")
        number = failed.update(
            status=TaskResultStatus.READY,
            worker_ids=[],
            run_after=get_date_max(),
            finished_at=None,
        )
        self.stdout.write(f"Tasks back in the queue: {number}.")
