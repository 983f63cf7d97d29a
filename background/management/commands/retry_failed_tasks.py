from django.core.management.base import BaseCommand
from django.db.models import Count
from django_tasks_db.models import DBTaskResult

from background.queue import BACKEND, try_again


class Command(BaseCommand):
    help = "Put the tasks that have failed back into the queue, once their cause is removed."

    def handle(self, **options):
        failed = DBTaskResult.objects.failed().filter(backend_name=BACKEND)
        counts = failed.values_list("task_path").annotate(Count("pk")).order_by("task_path")
        for path, count in counts:
            self.stdout.write(f"{count} × {path}")
        self.stdout.write(f"Tasks back in the queue: {try_again(failed)}.")
