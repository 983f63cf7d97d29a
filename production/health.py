"""Whether the site works, for programs that start it, spread visitors or ring somebody.

They ask by the address of the machine, over http, and know no name of the site: so this comes
before all that looks at names. `/-/live` says that this process answers, and touches nothing:
whoever starts it again for less makes a failing database worse. `/-/ready` says whether visitors
can be sent here.
"""

import shutil

from django.conf import settings
from django.db import connection
from django.http import HttpResponse, JsonResponse

from background.health import list_living_workers
from background.retries import DATABASE_FAILURES
from production.checks_of_server import has_migrations_to_come

__all__ = ["LIVE", "READY", "HealthMiddleware"]

LIVE, READY = "/-/live", "/-/ready"
# Below this an upload fails, and so does the database if it is on the same disk.
LEAST_FREE_BYTES = 100 * 1024 * 1024
WELL = "well"
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class HealthMiddleware:
    """Answers the two addresses of health; belongs first."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.has_all_tables = False

    def __call__(self, request):
        if request.path_info == LIVE:
            return HttpResponse("live\n", content_type="text/plain", headers=HEADERS)
        if request.path_info == READY:
            return self.answer_ready()
        return self.get_response(request)

    def answer_ready(self):
        """Return what is well and what is not, with 503 where visitors should not come here."""
        found = {"disk": find_disk()} | self.find_database()
        is_ready = all(found[name] == WELL for name in ["disk", "database", "migrations"])
        return JsonResponse(
            {"ready": is_ready, **found}, status=200 if is_ready else 503, headers=HEADERS
        )

    def find_database(self):
        """Return how the database is, its tables, and the worker, which it alone knows of."""
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            migrations = self.find_migrations()
            worker = find_worker() if migrations == WELL else "unknown"
        except DATABASE_FAILURES:
            return {"database": "away", "migrations": "unknown", "worker": "unknown"}
        return {"database": WELL, "migrations": migrations, "worker": worker}

    def find_migrations(self):
        """Return whether the tables are those of this code; once they are, they stay so."""
        self.has_all_tables = self.has_all_tables or not has_migrations_to_come()
        return WELL if self.has_all_tables else "to come"


def find_disk():
    """Return whether there is room for what visitors and staff send."""
    return WELL if shutil.disk_usage(settings.VAR_DIR).free >= LEAST_FREE_BYTES else "full"


def find_worker():
    """Return whether a worker runs: without one mails wait, and pages are shown all the same."""
    return WELL if list_living_workers() else "none runs"
