"""What the screen about background work says, a sentence for each subject.

Every app may add to it: a function of the hook `register_work_findings` (without arguments) that
returns Findings. What is here belongs to no app of its own.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail import hooks

from background.health import get_health
from background.models import PeriodicRun

__all__ = ["HOOK", "Finding", "JobState", "get_findings", "get_job_states"]

HOOK = "register_work_findings"
# A worker that lives takes a task within a second, and the longest takes a few minutes.
WAITING_ALLOWED = timedelta(minutes=15)
# With less than a tenth of the disk, an upload or the database may fail tomorrow.
LEAST_FREE = 0.1


@dataclass(frozen=True)
class Finding:
    """A sentence about a subject, whether that is well, and where something can be done.

    `is_well` is None for what nobody set up, which may be right. `may_open` is a function of a
    user: whether they are let in there.
    """

    subject: str
    text: str
    is_well: bool | None
    url: str = ""
    may_open: Callable = lambda user: True

    def for_user(self, user):
        """Return the Finding as somebody is shown it: without an address that is refused."""
        return self if self.may_open(user) else replace(self, url="")


@dataclass(frozen=True)
class JobState:
    """A job of PERIODIC_WORK: when it was last begun (None: never), and how it is."""

    name: str
    started_at: object
    has_failed: bool
    is_late: bool

    @property
    def is_well(self):
        return not (self.has_failed or self.is_late)


def get_findings():
    """Return the Findings of all apps: what is wrong first, then what nobody set up."""
    found = [finding for function in hooks.get_hooks(HOOK) for finding in function()]
    return sorted(found, key=lambda finding: [False, None, True].index(finding.is_well))


def find_work():
    """Return the Findings about the worker, its tasks and jobs, and the disk."""
    health = get_health()
    jobs = get_job_states()
    return [
        find_worker(health),
        find_waiting(health),
        find_failed(health.failed_tasks),
        find_put_off(),
        find_jobs([job for job in jobs if not job.is_well]),
        find_disk(),
    ]


def find_worker(health):
    subject = _("The programme for this work")
    if not health.is_alive:
        text = _("It does not run. Emails and planned pages wait.")
        return Finding(subject, text, is_well=False)
    seen_at = timezone.localtime(max(worker.seen_at for worker in health.workers))
    text = _("It runs. It was last heard at %(time)s.") % {"time": time_format(seen_at)}
    return Finding(subject, text, is_well=True)


def find_waiting(health):
    subject, since = _("Waiting work"), health.waiting_since
    if since is None:
        return Finding(subject, _("Nothing waits."), is_well=True)
    text = _("The longest has waited for %(time)s.") % {"time": timesince(since)}
    return Finding(subject, text, is_well=timezone.now() - since < WAITING_ALLOWED)


def find_failed(number):
    subject = _("Failed work")
    if not number:
        return Finding(subject, _("Nothing has failed."), is_well=True)
    text = ngettext(
        "%(number)d task has failed. Below stands what you can do.",
        "%(number)d tasks have failed. Below stands what you can do.",
        number,
    )
    return Finding(subject, text % {"number": number}, is_well=False)


def find_put_off():
    """Tell of what was tried in vain and is tried again: mostly mail that does not leave."""
    subject = _("Tried again later")
    number = put_off().count()
    if not number:
        return Finding(subject, _("Every email leaves at once."), is_well=True)
    text = ngettext(
        "%(number)d task did not succeed yet and is tried again by itself. If it is an email, the "
        "mail server does not take it.",
        "%(number)d tasks did not succeed yet and are tried again by themselves. If they are "
        "emails, the mail server does not take them.",
        number,
    )
    return Finding(subject, text % {"number": number}, is_well=False)


def put_off():
    """Return the tasks that ended in an error, and have attempts left."""
    return DBTaskResult.objects.filter(status=TaskResultStatus.READY).exclude(
        exception_class_path=""
    )


def find_jobs(unwell):
    subject = _("Periodic work")
    if not unwell:
        return Finding(subject, _("All of it was done in time."), is_well=True)
    text = ngettext(
        "%(number)d job has failed or is late.",
        "%(number)d jobs have failed or are late.",
        len(unwell),
    )
    return Finding(subject, text % {"number": len(unwell)}, is_well=False)


def find_disk():
    usage = shutil.disk_usage(settings.VAR_DIR if settings.VAR_DIR.exists() else settings.BASE_DIR)
    sizes = {"free": filesizeformat(usage.free), "total": filesizeformat(usage.total)}
    text = _("%(free)s of %(total)s is free.") % sizes
    return Finding(_("The disk"), text, is_well=usage.free >= LEAST_FREE * usage.total)


def get_job_states():
    """Return a JobState for each job of PERIODIC_WORK."""
    runs = PeriodicRun.objects.in_bulk(list(settings.PERIODIC_WORK))
    return [
        get_job_state(name, interval, runs.get(name))
        for name, interval in settings.PERIODIC_WORK.items()
    ]


def get_job_state(name, interval, run):
    """Return the JobState of a job; one that never ran is new, or there is no worker."""
    if run is None:
        return JobState(name, started_at=None, has_failed=False, is_late=False)
    is_late = timezone.now() - run.started_at > 2 * interval + WAITING_ALLOWED
    return JobState(name, run.started_at, has_failed=bool(run.error), is_late=is_late)
