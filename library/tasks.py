import logging
import time
from datetime import timedelta
from functools import partial

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django_tasks import task
from wagtail.images.models import SourceImageIOError
from wagtail.images.rect import Rect
from wagtail.search import index

from background.words import in_words
from library.file_text import read_document
from library.storage import WholeFilesStorage

__all__ = [
    "delete_unfinished_files",
    "make_images_safe",
    "read_document_text",
    "read_missed_files",
]

logger = logging.getLogger(__name__)

# No upload takes that long.
LONGEST_UPLOAD = timedelta(days=1)
# What changes with the file of an image, and nothing that an editor writes.
OF_THE_FILE = [
    *["file", "width", "height", "file_size", "file_hash"],
    *["focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"],
]


@task(backend="background")
@in_words(_("Read the text of a document"))
def read_document_text(pk):
    """Keep the text of a document's file beside it, and tell search.

    Nothing else of the document is written: somebody may be editing it, or have deleted it.
    """
    documents = apps.get_model("library", "Document").objects.filter(pk=pk)
    document = documents.first()
    if document is None or document.text_hash == document.file_hash:
        return
    # Only for the file that was read; the one that took its place has a task of its own.
    documents = documents.filter(file_hash=document.file_hash)
    if documents.update(**read_document(document)):
        index.insert_or_update_object(documents.get())


@in_words(_("Read documents that were not read yet"))
def read_missed_files():
    """Have each file read whose text search does not have, as when the server was stopped."""
    missed = apps.get_model("library", "Document").objects.exclude(text_hash=F("file_hash"))
    for pk in missed.values_list("pk", flat=True):
        read_document_text.enqueue(pk)


@in_words(_("Delete parts of files of which the upload was broken off"))
def delete_unfinished_files():
    """Delete what a killed process left of the files that it was writing; a bucket has none."""
    before = time.time() - LONGEST_UPLOAD.total_seconds()
    for storage in [storages["default"], storages["renditions"]]:
        if isinstance(storage, WholeFilesStorage):
            storage.delete_unfinished(before)


@in_words(_("Make older pictures safe"))
def make_images_safe():
    """Write the files anew that were kept before every image was made safe, and all made of them.

    What cannot be read stays as it is: nothing can be made of it.
    """
    images = apps.get_model("library", "Image").objects.filter(is_made_safe=False)
    for key in list(images.values_list("pk", flat=True)):
        # As it is now: an editor may have saved it since, and waits a moment if they do so now.
        with transaction.atomic():
            if image := images.select_for_update().filter(pk=key).first():
                make_image_safe(image)


def make_image_safe(image):
    """Write the file of an Image anew, which may scale it down, and drop what was made of it."""
    old, storage, side = image.file.name, image.file.storage, max(image.width, image.height)
    image.is_made_safe = True
    try:
        with image.open_file() as file:
            image.file.save(image.filename, file, save=False)
    except (SourceImageIOError, ValidationError) as error:
        logger.warning("Image %s cannot be made safe: %s", image.pk, error)
        image.save(update_fields=["is_made_safe"])
        return
    focus = image.get_focal_point()
    image._set_image_file_metadata()
    if focus:
        scale = max(image.width, image.height) / side
        image.set_focal_point(Rect(*(round(each * scale) for each in focus)))
    image.save(update_fields=[*OF_THE_FILE, "is_made_safe"])
    transaction.on_commit(partial(storage.delete, old))
    # Each on its own, so that its file goes too.
    for rendition in image.renditions.all():
        rendition.delete()
