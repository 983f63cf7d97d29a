"""Four hundred readers to try the newsletter with, at addresses that belong to nobody (RFC 2606).

Nothing is mailed to them: they are made only where mails go no further than this machine.
"""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone, translation

from newsletter.models import ConsentEvent, ConsentText, Subscriber, Subscription, Topic
from newsletter.proof import make_proof

__all__ = ["add_subscribers"]

NUMBER = 400
# One in so many reads English, or chose topics.
IN_ENGLISH, WITH_TOPICS = 11, 4
# They signed up one by one, the last one the day before yesterday.
APART, LAST = timedelta(hours=40), timedelta(days=2)
# Where Django puts mails in the place of sending them.
SINKS = {f"django.core.mail.backends.{name}.EmailBackend" for name in ["filebased", "locmem"]}


def add_subscribers():
    """Add the readers where no mail leaves this machine; return how many there are then."""
    if settings.EMAIL_BACKEND not in SINKS:
        return 0
    subscribers = Subscriber.objects.bulk_create(make_subscriber(n) for n in range(NUMBER))
    topics = list(Topic.objects.in_source_language())
    Subscription.objects.bulk_create(
        Subscription(subscriber=each, topic=topics[number % len(topics)])
        for number, each in enumerate(each for each in subscribers if not each.wants_all)
    )
    ConsentEvent.objects.bulk_create(make_proofs(subscribers))
    return NUMBER


def make_subscriber(number):
    """Return a reader that is not saved yet; with a higher number they signed up earlier."""
    moment = timezone.now() - LAST - number * APART
    return Subscriber(
        email=f"lezer-{number + 1:03}@example.org",
        language="nl" if number % IN_ENGLISH else "en",
        status=Subscriber.Status.ACTIVE,
        wants_all=bool(number % WITH_TOPICS),
        created_at=moment,
        requested_at=moment,
        confirmed_at=moment + timedelta(minutes=5),
    )


def make_proofs(subscribers):
    """Yield the proof that each of them asked for the newsletter and confirmed it."""
    texts = {}
    for language in ["nl", "en"]:
        with translation.override(language):
            texts[language] = ConsentText.objects.get_current()
    for each in subscribers:
        Kind = ConsentEvent.Kind  # noqa: N806
        asked = {"consent_text": texts[each.language], "at": each.requested_at}
        yield make_proof(each, Kind.ASKED, **asked)
        yield make_proof(each, Kind.CONFIRMED, at=each.confirmed_at)
