"""Makes a site as large as one of many years: copies of its news, in a few statements."""

import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from modelsearch.backends.database.postgres.postgres import IndexEntry
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision

from news.models import NewsIndexPage, NewsPage
from search.models import Entry
from translations.models import Progress

__all__ = ["grow"]

# The news is spread over ten years that began here, a few items a day.
FIRST_DAY = datetime.date(2016, 9, 22)
DAYS = 3650
# What belongs to an item goes with its copy: by model the column that says which item, and, where
# that is the number of any object, the column that says of which model.
PARTS = {
    NewsPage: ("page_ptr_id", None),
    NewsPage.themes.through: ("newspage_id", None),
    NewsPage.work_teams.through: ("newspage_id", None),
    Entry: ("page_id", None),
    PageLogEntry: ("page_id", None),
    Progress: ("source_pk", None),
    IndexEntry: ("object_id", "content_type_id"),
    ReferenceIndex: ("object_id", "content_type_id"),
    Revision: ("object_id", "content_type_id"),
}
DAY = f"date '{FIRST_DAY}' + copy.number % {DAYS}"
# What a copy has of its own, as SQL.
OWN_VALUES = {
    "date": DAY,
    "listed_on": DAY,
    "translation_key": "copy.translation_key",
    "uuid": "gen_random_uuid()",
}
OWN_VALUES_OF_PAGE = {
    **OWN_VALUES,
    "path": "copy.path",
    "slug": "'bericht-' || copy.number",
    "url_path": "copy.above || 'bericht-' || copy.number || '/'",
    "title": "original.title || ' ' || copy.number",
    "draft_title": "original.title || ' ' || copy.number",
    "latest_revision_id": "NULL",
    "live_revision_id": "NULL",
}
LIST = """
    CREATE TEMPORARY TABLE copy (
        original_id integer, number integer, path text, above text,
        page_id integer DEFAULT nextval(pg_get_serial_sequence('wagtailcore_page', 'id')),
        translation_key uuid DEFAULT gen_random_uuid()
    )
"""
CONNECT_REVISIONS = """
    UPDATE wagtailcore_page page
    SET latest_revision_id = revision.id, live_revision_id = revision.id
    FROM wagtailcore_revision revision JOIN copy ON revision.object_id = copy.page_id::text
    WHERE page.id = copy.page_id
"""


@transaction.atomic
def grow(number):
    """Have `number` Dutch news items: those that are there, and copies of them.

    With a copy comes what belongs to it, also in the indexes, and how far its translation is. No
    signal hears of it.
    """
    index = NewsIndexPage.objects.get(locale__language_code="nl")
    originals = list(index.get_items().values_list("pk", flat=True))
    with connection.cursor() as cursor:
        list_copies(cursor, index, originals, range(len(originals), number))
        copy_rows(cursor, Page, "id", None, OWN_VALUES_OF_PAGE)
        for model, (column, kind_column) in PARTS.items():
            copy_rows(cursor, model, column, kind_column, OWN_VALUES)
        cursor.execute(CONNECT_REVISIONS)
        cursor.execute("DROP TABLE copy")
    Page.objects.filter(pk=index.pk).update(numchild=number)


def list_copies(cursor, index, originals, numbers):
    """Keep in a table which copies there are to be: of which page, with which number and path."""
    cursor.execute(LIST)
    with cursor.copy("COPY copy (original_id, number, path, above) FROM STDIN") as rows:
        for number in numbers:
            path = Page._get_path(index.path, index.depth + 1, number + 1000)
            rows.write_row([originals[number % len(originals)], number, path, index.url_path])


def copy_rows(cursor, model, column, kind_column, own_values):
    """Copy the rows of a model that belong to the original items, with values of their own."""
    values = {
        field.column: own_values.get(field.column, f'original."{field.column}"')
        for field in model._meta.local_concrete_fields
        if field.column == column or not field.primary_key
    }
    key = f'original."{column}"'
    is_text = model._meta.get_field(column).get_internal_type() == "CharField"
    values[column] = "copy.page_id::text" if is_text else "copy.page_id"
    condition = f"{key} = copy.original_id{'::text' if is_text else ''}"
    if kind_column:
        kind = ContentType.objects.get_for_model(NewsPage).pk
        condition += f' AND original."{kind_column}" = {kind}'
    columns = ", ".join(f'"{each}"' for each in values)
    table = model._meta.db_table
    cursor.execute(
        f'INSERT INTO "{table}" ({columns}) SELECT {", ".join(values.values())}'  # noqa: S608 - names
        f' FROM "{table}" original JOIN copy ON {condition}'
    )
