"""After erasure an address stands nowhere (AVG, article 17), whatever happened to it before."""

import logging

import pytest
from django.db import connection
from psycopg import sql

from background.queue import QueueRunner
from newsletter import subscribing
from newsletter.models import Subscriber
from tests.newsletter.conftest import ADDRESS
from tests.newsletter.staff import SUBSCRIBERS, log_in_with_role

pytestmark = pytest.mark.django_db

TEXT_COLUMNS = """
    SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.tables
    USING (table_schema, table_name) WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
    AND data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'tsvector')
"""


def find_in_database(words):
    """Return (table, column) for each column of text that has these words in a row."""
    with connection.cursor() as cursor:
        cursor.execute(TEXT_COLUMNS)
        columns = cursor.fetchall()
        found = []
        for table, column in columns:
            query = sql.SQL("SELECT 1 FROM {} WHERE {}::text ILIKE %s LIMIT 1")
            names = sql.Identifier(table), sql.Identifier(column)
            cursor.execute(query.format(*names), [f"%{words}%"])
            found += [(table, column)] if cursor.fetchone() else []
    return found


@pytest.mark.parametrize("by_staff", [False, True])
def test_address_is_nowhere(fill_in, mailbox, keep_connection, caplog, settings, by_staff):
    settings.NEWSLETTER_MAIL_LIMITS = {}
    staff = log_in_with_role()
    caplog.set_level(logging.DEBUG)
    answers = ["451 4.7.1 <lezer@example.org> later", "550 5.7.1 <lezer@example.org> blocked"]
    for answer in [*answers, "550 5.1.1 <lezer@example.org> unknown"]:
        mailbox.answer = answer
        fill_in()
        QueueRunner(worker_id="test").run()
    assert ("newsletter_subscriber", "email") in find_in_database(ADDRESS)

    subscriber = Subscriber.objects.get()
    if by_staff:
        staff.get(f"{SUBSCRIBERS}?q={ADDRESS}")
        staff.post(f"{SUBSCRIBERS}delete/{subscriber.pk}/")
    else:
        subscribing.forget(subscriber)

    assert not Subscriber.objects.exists()
    assert find_in_database(ADDRESS) == []
    # What the test's own mail server and PostgreSQL are told is no log of the site.
    logged = [each for each in caplog.records if not each.name.startswith(("mail.", "django.db"))]
    assert not [each for each in logged if ADDRESS in f"{each.getMessage()} {each.exc_text}"]
