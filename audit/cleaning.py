"""What is deleted when it was kept long enough; the worker does it."""

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from audit.models import Entry
from background.words import in_words

__all__ = ["delete_outdated_entries"]


@in_words(_("Delete the oldest lines of who did what"))
def delete_outdated_entries():
    """Delete the entries that have been kept for as long as the settings say; return how many.

    The database lets nobody else delete one: see the migration.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL audit.is_cleaning = 'yes'")
        deleted, _rows = Entry.objects.outdated().delete()
        cursor.execute("SET LOCAL audit.is_cleaning = 'no'")
    return deleted
