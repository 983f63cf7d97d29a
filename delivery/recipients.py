"""Who gets a mailing: those who want everything, and those who chose one of its topics."""

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from newsletter.models import Subscriber, Subscription

__all__ = ["count_recipients", "make_deliveries"]

# In no order: so that neither the people of one list nor those of one provider come in a row, and
# ten refusals in a row say something about us.
INSERT = """
    INSERT INTO delivery_delivery
        (mailing_id, subscriber_id, language, status, next_try_at,
         attempts, handed_to, email_hmac, maybe_double, refusal, code, reply)
    SELECT %s, chosen.id, chosen.language,
           CASE WHEN chosen.language = ANY(%s) THEN 'pending' ELSE 'no_edition' END, %s,
           0, '', '', false, '', '', ''
    FROM ({chosen}) AS chosen
    ORDER BY md5(chosen.id::text || %s)
    ON CONFLICT DO NOTHING
"""


def choose(topics):
    """Return the subscribers who get an issue about some topics, or about none: then all do."""
    chosen = Subscriber.objects.active()
    if not topics:
        return chosen
    return about(chosen, [topic.pk for topic in topics])


def about(subscribers, topics):
    """Return those of some subscribers who want all there is, or one of these topics (keys)."""
    choice = Subscription.objects.filter(subscriber=OuterRef("pk"), topic__in=topics)
    return subscribers.filter(Q(wants_all=True) | Exists(choice))


def count_recipients(languages, topics):
    """Return how many would get an issue now, as a dictionary of numbers by language.

    `languages` are those that it has an edition in (codes), `topics` what it is about (Topics in
    the source language); without topics it is for everybody.
    """
    rows = choose(topics).filter(language__in=languages).order_by()
    counted = dict(rows.values_list("language").annotate(Count("pk")))
    return {language: counted.get(language, 0) for language in languages}


def make_deliveries(mailing):
    """Make a row for each subscriber who gets a mailing, with the language and topics of now.

    One statement, also for twenty thousand. Who reads a language without an edition gets a row that
    says so, and no mail.
    """
    chosen = Subscriber.objects.active()
    if not mailing.is_for_everybody:
        chosen = about(chosen, list(mailing.topics.values_list("pk", flat=True)))
    sql, parameters = chosen.order_by().values("id", "language").query.sql_with_params()
    languages = list(mailing.renderings.values_list("language", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT.format(chosen=sql),
            [mailing.pk, languages, timezone.now(), *parameters, mailing.uid.hex],
        )
        return cursor.rowcount
