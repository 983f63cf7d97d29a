"""What the screen about background work says of backups: the last one, the last trial, the copy."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from background.findings import Finding
from backups.copies import are_wanted
from backups.models import Kind, Outcome

__all__ = ["find_backups"]

# Twice as long as they take by PERIODIC_WORK.
LATE = {
    Kind.BACKUP: timedelta(days=2),
    Kind.COPY: timedelta(days=2),
    Kind.PROOF: timedelta(days=14),
}


def find_backups():
    """Return the Findings about backups."""
    outcomes = Outcome.objects.in_bulk()
    return [
        find_backup(outcomes.get(Kind.BACKUP)),
        find_proof(outcomes.get(Kind.PROOF)),
        find_copy(outcomes.get(Kind.COPY)),
    ]


def find_backup(outcome):
    done = _("The last backup is of %(date)s.")
    return Finding(_("Backup"), describe(outcome, done), is_well(outcome, Kind.BACKUP))


def find_proof(outcome):
    done = _("On %(date)s a backup was put back on trial, and everything was in it.")
    return Finding(_("Backup, on trial"), describe(outcome, done), is_well(outcome, Kind.PROOF))


def find_copy(outcome):
    subject = _("Backup, in another place")
    if not are_wanted():
        text = _("There is no copy in another place. Ask who maintains the site to arrange that.")
        return Finding(subject, text, is_well=True)
    done = _("The last copy is of %(date)s.")
    return Finding(subject, describe(outcome, done), is_well(outcome, Kind.COPY))


def is_well(outcome, kind):
    """Return whether it was done not too long ago, and has not failed since."""
    if outcome is None or outcome.succeeded_at is None or outcome.has_failed:
        return False
    return timezone.now() - outcome.succeeded_at <= LATE[kind]


def describe(outcome, done):
    """Return what to say of an Outcome, in which `done` says when it was last done."""
    said = []
    if outcome is None or outcome.succeeded_at is None:
        said.append(_("It was not done yet."))
    else:
        said.append(done % {"date": in_words(outcome.succeeded_at)})
    if outcome and outcome.has_failed:
        text = _("On %(date)s it failed. Tell who maintains the site.")
        said.append(text % {"date": in_words(outcome.failed_at)})
    return " ".join(said)


def in_words(moment):
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
