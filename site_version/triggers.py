"""Has the tables in `tables.py` raise the version; done after each `migrate`."""

from django.db import connections
from psycopg.sql import SQL, Identifier, Literal

from site_version.tables import SEEN

__all__ = ["follow_tables"]

ROWS = "site_version_rows"
EMPTYING = "site_version_emptying"
FOLLOW_ROWS = SQL("""
CREATE OR REPLACE TRIGGER {name} AFTER {events} ON {table}
    FOR EACH ROW EXECUTE FUNCTION site_version_see_row({unseen}, {condition})
""")
FOLLOW_EMPTYING = SQL("""
CREATE OR REPLACE TRIGGER {name} AFTER TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION site_version_see_emptying()
""")
FOLLOWED = """
SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname = ANY(%s)
"""


def follow_tables(using, **kwargs):
    """Have each table in SEEN raise the version, and no other; for the signal `post_migrate`.

    `using` is the name of the database. Tables that are not there yet are left for later.
    """
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if "site_version_pendingchange" in tables:
            for name in tables & SEEN.keys():
                follow(cursor, name, SEEN[name])
        cursor.execute(FOLLOWED, [[ROWS, EMPTYING]])
        for table, trigger in cursor.fetchall():
            if table not in SEEN:
                names = Identifier(trigger), Identifier(table)
                cursor.execute(SQL("DROP TRIGGER {} ON {}").format(*names))


def follow(cursor, table, seen):
    """Make the triggers of a table, of which `seen` (a Seen) says what counts."""
    statement = FOLLOW_ROWS.format(
        name=Identifier(ROWS),
        events=SQL(" OR ").join(map(SQL, seen.events)),
        table=Identifier(table),
        unseen=Literal(",".join(seen.unseen)),
        condition=Literal(seen.condition),
    )
    cursor.execute(statement)
    cursor.execute(FOLLOW_EMPTYING.format(name=Identifier(EMPTYING), table=Identifier(table)))
