"""What is in the tables of the database, in figures that tell whether it is the same."""

from contextlib import contextmanager

from django.db import connection
from psycopg.sql import SQL, Identifier

__all__ = ["frozen", "read_tables"]

# The same for the same rows, in whatever order they are stored.
FIGURES = SQL("""
SELECT count(*), coalesce(sum(('x' || left(md5(whole_row::text), 15))::bit(60)::bigint), 0)::text
FROM {} AS whole_row
""")


def read_tables(reader):
    """Return for each table of a connection how many rows it has, and a sum of all their content.

    That is a dictionary of names to [int, str].
    """
    with reader.cursor() as cursor:
        tables = [
            table.name
            for table in connection.introspection.get_table_list(cursor)
            if table.type in ("t", "p")
        ]
        return {name: read_table(cursor, name) for name in sorted(tables)}


def read_table(cursor, name):
    cursor.execute(FIGURES.format(Identifier(name)))
    return list(cursor.fetchone())


@contextmanager
def frozen():
    """Yield a connection that sees the database as it is now, and the name of that state.

    With the name (a str), PostgreSQL's programs see the same for as long as the block lasts.
    """
    reader = connection.copy()
    try:
        with reader.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            state = cursor.fetchone()[0]
        yield reader, state
    finally:
        reader.close()
