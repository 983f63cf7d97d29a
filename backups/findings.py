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
    return make_finding(_("Backup"), outcome, _("The last backup is of %(date)s."))


def find_proof(outcome):
    done = _("On %(date)s a backup was put back on trial, and everything was in it.")
    return make_finding(_("Backup, on trial"), outcome, done)


def find_copy(outcome):
    subject = _("Backup, in another place")
    if not are_wanted():
        text = _(
            "The site takes no copy to another place. If its computer breaks, the backups may be "
            "gone too. Ask who maintains the site whether there is a copy somewhere else."
        )
        return Finding(subject, text, is_well=None)
    return make_finding(subject, outcome, _("The last copy is of %(date)s."))


def make_finding(subject, outcome, done):
    """Return the Finding about an Outcome, or None; `done` says when it was last done."""
    if outcome is None or outcome.succeeded_at is None:
        said, is_well = [_("It was not done yet.")], False
    else:
        said, is_well = [done % {"date": in_words(outcome.succeeded_at)}], not is_late(outcome)
        if not is_well:
            said.append(_("That is too long ago."))
    if outcome and outcome.has_failed:
        is_well = False
        said.append(_("On %(date)s it failed.") % {"date": in_words(outcome.failed_at)})
    if outcome and not is_well:
        said.append(_("Tell who maintains the site."))
    return Finding(subject, " ".join(said), is_well)


def is_late(outcome):
    """Return whether it is too long ago that something succeeded."""
    return timezone.now() - outcome.succeeded_at > LATE[outcome.kind]


def in_words(moment):
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
