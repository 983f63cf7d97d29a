import logging

from django.apps import apps
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from background.words import in_words
from library.file_text import KINDS, read_file_text

__all__ = ["read_document_text", "read_missed_files"]

logger = logging.getLogger(__name__)


@task()
@in_words(_("Read the text of a document"))
def read_document_text(pk):
    """Keep the text of a document's file beside it; saving it tells search."""
    document = apps.get_model("library", "Document").objects.get(pk=pk)
    document.text = ""
    if document.file_extension in KINDS:
        try:
            with document.open_file() as file:
                document.text = read_file_text(file, document.file_extension)
        except FileNotFoundError:
            logger.warning("The file of document %s is gone, so its text is not searched.", pk)
    document.text_hash = document.file_hash
    document.save()


@in_words(_("Read documents that were not read yet"))
def read_missed_files():
    """Have each file read whose text search does not have, as when the server was stopped."""
    missed = apps.get_model("library", "Document").objects.exclude(text_hash=F("file_hash"))
    for pk in missed.values_list("pk", flat=True):
        read_document_text.enqueue(pk)
