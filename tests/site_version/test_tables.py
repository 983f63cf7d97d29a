"""Of every table it is decided what of it visitors see."""

from django.apps import apps
from django.db import connection

from site_version.tables import SEEN, UNSEEN
from site_version.triggers import EMPTYING, ROWS


def list_tables():
    return {model._meta.db_table for model in apps.get_models(include_auto_created=True)}


def list_columns(table):
    with connection.cursor() as cursor:
        return {each.name for each in connection.introspection.get_table_description(cursor, table)}


def test_every_table_is_seen_by_visitors_or_not():
    assert list_tables() == SEEN.keys() | UNSEEN
    assert not SEEN.keys() & UNSEEN


def test_what_does_not_count_is_there(db):
    for table, seen in SEEN.items():
        assert set(seen.unseen) <= list_columns(table), table


def test_the_database_follows_what_is_seen(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname IN (%s, %s)",
            [ROWS, EMPTYING],
        )
        followed = sorted(table for (table,) in cursor.fetchall())

    assert followed == sorted([*SEEN, *SEEN])
