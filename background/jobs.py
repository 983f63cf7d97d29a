"""The periodic work that belongs to no app of ours; PERIODIC_WORK names it."""

from datetime import timedelta

from django.core.management import call_command
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from background.models import Heartbeat
from background.words import in_words

__all__ = [
    "delete_outdated_heartbeats",
    "delete_outdated_sessions",
    "delete_outdated_tasks",
    "publish_scheduled",
]

DONE_KEPT = timedelta(days=14)
# Somebody must have had the time to see that a task failed.
FAILED_KEPT = timedelta(days=90)
DEAD_WORKERS_KEPT = timedelta(days=1)


@in_words(_("Publish and unpublish what was planned"))
def publish_scheduled():
    """Publish and unpublish what an editor scheduled; nobody else's words, no translation."""
    call_command("publish_scheduled", verbosity=0)


@in_words(_("Sign out who was away for long"))
def delete_outdated_sessions():
    """Delete the sessions of staff that have expired."""
    call_command("clearsessions", verbosity=0)


@in_words(_("Tidy up the list of work"))
def delete_outdated_tasks():
    """Delete the tasks that succeeded two weeks ago, or failed three months ago."""
    now = timezone.now()
    DBTaskResult.objects.filter(
        Q(status=TaskResultStatus.SUCCESSFUL, finished_at__lte=now - DONE_KEPT)
        | Q(status=TaskResultStatus.FAILED, finished_at__lte=now - FAILED_KEPT)
    ).delete()


@in_words(_("Tidy up the list of programmes"))
def delete_outdated_heartbeats():
    """Delete the heartbeats of workers that were last seen more than a day ago."""
    Heartbeat.objects.filter(seen_at__lte=timezone.now() - DEAD_WORKERS_KEPT).delete()
