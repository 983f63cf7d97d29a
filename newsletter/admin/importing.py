"""Takes up the lines of an import: what can be refused at once, and the rest little by little.

The mails of an import of thousands, all at once, would stand in the queue before those of visitors
who sign up meanwhile, and look like spam to mail providers. The limits on sign-ups do not hold
here, since no visitor is behind it. So a few lines are taken up each minute, by
`newsletter.admin.importing.take_lines` in PERIODIC_WORK. Each line is a transaction: a worker that
is killed leaves it waiting or taken up whole, and the next goes on.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from languages.texts import get_content_languages
from newsletter.admin.access import log_access
from newsletter.marks import get_email_hmac, normalise_email
from newsletter.models import (
    AccessEntry,
    ImportLine,
    Subscriber,
    SubscriberImport,
    Suppression,
    Topic,
)
from newsletter.subscribing import RefusedImportError, import_pending
from submissions.fields import AddressField

__all__ = ["cancel_import", "clean_up", "start_import", "take_lines"]

Outcome = ImportLine.Outcome
State = SubscriberImport.State

# Why an address may not be asked.
OF_REASON = {
    Suppression.Reason.ERASED: Outcome.FORGOTTEN,
    Suppression.Reason.BOUNCED: Outcome.UNREACHABLE,
    Suppression.Reason.COMPLAINED: Outcome.UNREACHABLE,
}
OF_STATUS = {
    Subscriber.Status.PENDING: Outcome.KNOWN,
    Subscriber.Status.ACTIVE: Outcome.KNOWN,
    Subscriber.Status.UNSUBSCRIBED: Outcome.STOPPED,
    Subscriber.Status.SUPPRESSED: Outcome.UNREACHABLE,
}


@transaction.atomic
def start_import(file, lines, user):
    """Save a new SubscriberImport with its lines, `Line`s of a spreadsheet.

    Lines that cannot be taken are refused here, so that who imports sees them at once.
    """
    file.made_by = user
    file.save()
    ImportLine.objects.bulk_create(refuse_known(list(judge(file, lines))))
    log_access(user, AccessEntry.Action.IMPORTED, number=len(lines))
    finish_when_done(file)


def judge(file, lines):
    """Yield an ImportLine for each Line, refused where the line itself says why."""
    languages, topics = read_languages(), read_topics()
    seen = set()
    for line in lines:
        address = clean_address(line.address)
        chosen = [topics.get(name.casefold()) for name in line.topics]
        if not address:
            outcome = Outcome.INVALID
        elif address in seen:
            outcome = Outcome.TWICE
        elif line.language and line.language not in languages:
            outcome = Outcome.NO_LANGUAGE
        elif None in chosen:
            outcome = Outcome.NO_TOPIC
        else:
            outcome = Outcome.WAITING
            seen.add(address)
        yield ImportLine(
            file=file,
            number=line.number,
            address=keep_address(address or line.address, outcome),
            language=languages.get(line.language, file.language),
            topics=[topic for topic in chosen if topic],
            outcome=outcome,
        )


def keep_address(address, outcome):
    """Return what is kept of an address: nothing, once it is refused for another reason."""
    return address[:320] if outcome in {Outcome.WAITING, Outcome.INVALID} else ""


def refuse_known(lines):
    """Return the lines, with those refused whose address may not be asked."""
    outcomes = find_outcomes([line.address for line in lines if line.outcome == Outcome.WAITING])
    for line in lines:
        if line.outcome == Outcome.WAITING and line.address in outcomes:
            line.outcome, line.address = outcomes[line.address], ""
    return lines


def find_outcomes(addresses):
    """Return why addresses may not be asked, as a dictionary; the others are not in it."""
    marks = {get_email_hmac(address): address for address in addresses}
    suppressed = Suppression.objects.filter(email_hmac__in=marks)
    known = Subscriber.objects.filter(email__in=addresses)
    outcomes = {
        marks[mark]: OF_REASON[reason]
        for mark, reason in suppressed.values_list("email_hmac", "reason")
    }
    for address, status in known.values_list("email", "status"):
        outcomes[address] = OF_STATUS[status]
    return outcomes


def clean_address(address):
    """Return an address as subscribers have it, or "" when it can be none."""
    try:
        return normalise_email(AddressField(required=False).clean(address))
    except ValidationError:
        return ""


def read_languages():
    """Return the codes of the site's languages by code and by name, in small letters."""
    names = get_content_languages()
    return {
        **{code.casefold(): code for code in names},
        **{str(name).casefold(): code for code, name in names.items()},
    }


def read_topics():
    """Return the primary keys of the topics to subscribe to by their names in any language."""
    keys = {topic.translation_key: topic.pk for topic in Topic.objects.in_source_language()}
    return {
        topic.name.casefold(): keys[topic.translation_key]
        for topic in Topic.objects.all()
        if topic.translation_key in keys
    }


def take_lines():
    """Take up the lines of this minute, from the oldest import that has any; return how many."""
    taken = 0
    for file in SubscriberImport.objects.running():
        while taken < settings.NEWSLETTER_IMPORTED_PER_MINUTE and take_line(file):
            taken += 1
        finish_when_done(file)
    return taken


@transaction.atomic
def take_line(file):
    """Ask the next person of an import to confirm; return whether there was a line."""
    line = file.lines.waiting().select_for_update(skip_locked=True).first()
    if line is None:
        return False
    try:
        import_pending(
            line.address,
            language=line.language,
            topics=Topic.objects.filter(pk__in=line.topics),
            statement=file.statement,
        )
        line.outcome = Outcome.TAKEN
    except RefusedImportError:
        line.outcome = find_outcomes([line.address])[line.address]
    line.address = ""
    line.save()
    return True


def finish_when_done(file):
    """Mark an import as finished when no line of it waits."""
    if not file.lines.waiting().exists():
        SubscriberImport.objects.running().filter(pk=file.pk).update(
            state=State.FINISHED, finished_at=timezone.now()
        )


@transaction.atomic
def cancel_import(file, user):
    """Throw away the lines that wait; who was asked already stays. Return how many that were."""
    deleted, _rows = file.lines.waiting().delete()
    SubscriberImport.objects.running().filter(pk=file.pk).update(
        state=State.CANCELLED, finished_at=timezone.now()
    )
    log_access(user, AccessEntry.Action.CANCELLED, number=deleted)
    return deleted


def clean_up():
    """Delete the lines of imports whose report has been kept long enough; return how many.

    The import itself stays: it says where the consent came from.
    """
    deleted, _rows = ImportLine.objects.filter(
        file__in=SubscriberImport.objects.outdated()
    ).delete()
    return deleted
