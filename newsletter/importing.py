"""Makes pending subscribers of a list, who are asked by mail to confirm a few at a time.

The mails of an import of thousands, all at once, would stand in the queue before those of visitors
who sign up meanwhile, and look like spam to mail providers. So a few are asked each minute, by
`ask_imported` in PERIODIC_WORK. Each is a transaction: a worker that is killed leaves somebody
waiting or asked, and the next goes on. The limits on sign-ups do not hold here, since no visitor is
behind it.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from background.words import in_words
from languages.texts import get_content_languages
from newsletter import subscribing
from newsletter.models import (
    AccessEntry,
    ConsentEvent,
    Subscriber,
    SubscriberImport,
    Subscription,
    Suppression,
    Topic,
)
from newsletter.models.consent import get_email_hmac
from newsletter.words import Mail
from submissions.addresses import MAX_LENGTH, get_key
from submissions.fields import AddressField

__all__ = ["ask_imported", "cancel_import", "start_import"]

Status = Subscriber.Status

# Why a line is refused.
INVALID = _("This is not an email address.")
TWICE = _("This address stands in the file twice.")
NO_LANGUAGE = _("The site does not have this language.")
NO_TOPIC = _("There is no topic with this name.")
KNOWN = _("This person gets the newsletter already, or was asked already.")
STOPPED = _("This person stopped. Only they can sign up again.")
UNREACHABLE = _("Emails to this address could not be delivered.")
MAY_NOT_BE_ASKED = {
    Status.PENDING: KNOWN,
    Status.ACTIVE: KNOWN,
    Status.UNSUBSCRIBED: STOPPED,
    Status.SUPPRESSED: UNREACHABLE,
    Suppression.Reason.STOPPED: STOPPED,
    Suppression.Reason.BOUNCED: UNREACHABLE,
    Suppression.Reason.COMPLAINED: UNREACHABLE,
    Suppression.Reason.ERASED: _("This person asked to be forgotten. Take them off your list."),
}


@transaction.atomic
def start_import(file, rows, user):
    """Save a new SubscriberImport of `rows`, a list of `newsletter.spreadsheets.Row`.

    What it makes of each row is a pending Subscriber, or a line of its report that says why not.
    """
    chosen, file.refused = sort_out(rows, file.language)
    file.made_by, file.accepted = user, len(chosen)
    file.save()
    add_subscribers(file, chosen)
    AccessEntry.objects.log(user, AccessEntry.Action.IMPORTED, number=len(rows))


def sort_out(rows, language):
    """Return who is to be asked, as {address: (language, keys of topics)}, and the refused lines.

    `language` is for the rows that name none. Who stands there without a topic is asked whether
    they want the newsletter, all of it.
    """
    languages, topics = {"": language, **read_languages()}, read_topics()
    addresses = [clean_address(row.address) for row in rows]
    reasons = {"": INVALID, **find_reasons(addresses)}
    chosen, refused = {}, []
    for row, address in zip(rows, addresses, strict=True):
        if address in reasons:
            refused.append(make_line(row, reasons[address]))
        elif address in chosen:
            refused.append(make_line(row, TWICE))
        elif row.language not in languages:
            refused.append(make_line(row, NO_LANGUAGE))
        elif not topics.keys() >= row.topics:
            refused.append(make_line(row, NO_TOPIC))
        else:
            chosen[address] = languages[row.language], {topics[name] for name in row.topics}
    return chosen, refused


def make_line(row, reason):
    """Return a line of the report, as `SubscriberImport.refused` keeps it."""
    address = row.address[:MAX_LENGTH] if reason is INVALID else ""
    return {"row": row.number, "address": address, "reason": str(reason)}


def read_languages():
    """Return the codes of the site's languages by code and by name, in small letters."""
    names = get_content_languages().items()
    return {word.casefold(): code for code, name in names for word in [code, str(name)]}


def read_topics():
    """Return the keys of the topics that can be chosen by their names in any language."""
    open_topics = Topic.objects.in_source_language().filter(is_closed=False)
    keys = {topic.translation_key: topic.pk for topic in open_topics}
    topics = Topic.objects.filter(translation_key__in=keys)
    return {topic.name.casefold(): keys[topic.translation_key] for topic in topics}


def clean_address(address):
    """Return an address as subscribers have it, or "" when it can be none."""
    try:
        return get_key(AddressField(required=False).clean(address))
    except ValidationError:
        return ""


def find_reasons(addresses):
    """Return why addresses may not be asked, by address; the others are not in it."""
    known = Subscriber.objects.filter(email__in=addresses).values_list("email", "status")
    marks = {get_email_hmac(address): address for address in addresses}
    suppressed = Suppression.objects.filter(email_hmac__in=marks)
    found = {**dict(known), **{marks[each.email_hmac]: each.reason for each in suppressed}}
    return {address: MAY_NOT_BE_ASKED[state] for address, state in found.items()}


def add_subscribers(file, chosen):
    """Make the subscribers of an import, with their topics and where their consent came from.

    Who signs up at the same moment is left alone.
    """
    Subscriber.objects.bulk_create(
        [
            Subscriber(
                email=address,
                language=language,
                wants_all=not topics,
                requested_at=None,
                imported_from=file,
            )
            for address, (language, topics) in chosen.items()
        ],
        ignore_conflicts=True,
    )
    subscribers = list(file.subscribers.all())
    Subscription.objects.bulk_create(
        Subscription(subscriber=subscriber, topic_id=topic)
        for subscriber in subscribers
        for topic in chosen[subscriber.email][1]
    )
    ConsentEvent.objects.bulk_create(
        subscribing.make_proof(subscriber, ConsentEvent.Kind.IMPORTED, statement=file.statement)
        for subscriber in subscribers
    )


@in_words(_("Ask imported subscribers to confirm"))
def ask_imported():
    """Ask the imported subscribers whose turn it is this minute; return how many that were."""
    asked = 0
    while asked < settings.NEWSLETTER_IMPORTED_PER_MINUTE and ask_next():
        asked += 1
    return asked


@transaction.atomic
def ask_next():
    """Ask the imported subscriber who waits longest to confirm; return whether there was one."""
    subscriber = Subscriber.objects.waiting().select_for_update(skip_locked=True).first()
    if subscriber is None:
        return False
    subscribing.ask_again(subscriber, Mail.IMPORTED)
    return True


@transaction.atomic
def cancel_import(file, user):
    """Delete who waits; who was asked already stays. Return how many that were."""
    deleted = subscribing.delete_unconfirmed(file.subscribers.waiting())
    SubscriberImport.objects.filter(pk=file.pk).update(
        is_cancelled=True, accepted=F("accepted") - deleted
    )
    AccessEntry.objects.log(user, AccessEntry.Action.CANCELLED, number=deleted)
    return deleted
