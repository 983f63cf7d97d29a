"""Makes the renditions of images: in the worker, one at a time, and never while a visitor waits.

Those in formats that are quick to make come first, for all images, and are what pages show until
the better ones are there. Why it is so: docs/decisions/0038-pictures-made-beforehand.md.
"""

import ctypes
import logging
from contextlib import suppress
from io import BytesIO

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from django_tasks import task
from wagtail.images.models import SourceImageIOError

from background.locks import take_turn
from background.queue import is_waiting
from background.retries import retry_on
from background.words import in_words
from library.answers import ImageKind, PeopleShown
from library.sizes import get_filters, is_slow, list_uses_of

__all__ = ["make", "make_missing_renditions", "order"]

logger = logging.getLogger(__name__)

# Behind mails, which somebody waits for; and what makes pages lighter behind what they need.
QUICK, SLOW, MISSED = -10, -20, -30
LIBC = ctypes.CDLL(None)
DRAWING = Q(file__iendswith=".svg")


def order(image, uses, priority=QUICK):
    """Have the worker make what an Image lacks for some uses, once however often it is asked."""
    if settings.PICTURES_ARE_MADE_BY_WORKER and not is_waiting(make_quick, image.pk, uses):
        make_quick.using(priority=priority).enqueue(image.pk, uses)


@task(backend="background")
@retry_on(OSError)
@in_words(_("Make the sizes of a picture"))
def make_quick(pk, uses):
    """Make what an image lacks for some uses, in the formats that are quick to make."""
    make(pk, uses, is_wanted=lambda each: not is_slow(each.spec))
    make_slow.using(priority=SLOW).enqueue(pk, uses)


@task(backend="background")
@retry_on(OSError)
@in_words(_("Make the sizes of a picture that load fastest"))
def make_slow(pk, uses):
    """Make all that an image still lacks for some uses."""
    make(pk, uses)
    give_back_memory()


def give_back_memory():
    """Return to the system what making AVIF leaves: 60 MiB, that glibc would keep for the next."""
    with suppress(AttributeError):  # another C library than Debian's
        LIBC.malloc_trim(0)


@transaction.atomic
def make(pk, uses, is_wanted=lambda each: True):
    """Make what an image lacks for some uses, of the Filters that are wanted.

    Only one process at a time makes those of an image; the next one finds them. They are kept all
    at once, as pages are made anew each time.
    """
    take_turn(f"picture {pk}")
    image = list_showable().filter(pk=pk).first()
    if image is None:
        return
    wanted = [each for each in get_filters(image, *uses) if is_wanted(each)]
    # Wagtail looks here first, and in its memory of this process it may know what is deleted.
    image.prefetched_renditions = list(image.renditions.all())
    found = image.find_existing_renditions(*wanted)
    try:
        made = generate(image, [each for each in wanted if each not in found])
    except SourceImageIOError as error:
        logger.warning("Image %s cannot be shown: %s", pk, error)
        type(image).objects.filter(pk=pk, file=image.file.name).update(is_readable=False)
        return
    keep(image, made)
    delete_other_cuts(image, wanted)


def list_showable():
    """Return the Images (a queryset) that renditions may be made of."""
    images = apps.get_model("library", "Image").objects
    return images.filter(is_readable=True).exclude(people_shown=PeopleShown.UNKNOWN)


def generate(image, filters):
    """Return the unsaved renditions of an Image for a list of Filters.

    One after the other, where Wagtail makes three side by side: that takes three times the memory.
    """
    if not filters:
        return []
    with image.open_file() as file:
        content = file.read()
    return [image.generate_rendition_instance(each, BytesIO(content)) for each in filters]


def keep(image, made):
    """Save renditions of an Image, unless its file was replaced or it was withheld meanwhile."""
    unchanged = list_showable().filter(pk=image.pk, file=image.file.name)
    # Until these are kept nobody changes it, so that whoever withholds it deletes these too.
    if made and unchanged.select_for_update(no_key=True).exists():
        image.renditions.bulk_create(made, ignore_conflicts=True)


def delete_other_cuts(image, filters):
    """Delete of before the focal point was moved what is there for Filters of an Image now.

    What was cut off may be there for a reason, and the daily look takes it for what is missing.
    """
    keys = {each.spec: each.get_cache_key(image) for each in filters}
    old = [
        each.pk
        for each in image.prefetched_renditions
        if each.focal_point_key != keys.get(each.filter_spec, each.focal_point_key)
    ]
    image.renditions.filter(pk__in=old).delete()


@in_words(_("Make the sizes of pictures that are missing"))
def make_missing_renditions():
    """Have made what is missing, as after sizes were changed or files lost; try each once more."""
    images = apps.get_model("library", "Image").objects
    images.filter(is_readable=False).update(is_readable=True)
    for image in list_incomplete(list_showable()):
        order(image, list_uses_of(image), MISSED)


def list_incomplete(images):
    """Yield those of `images` (a queryset) that have fewer renditions than others of their kind."""
    for kind in ImageKind:
        of_kind = images.filter(kind=kind)
        for alike in [of_kind.filter(DRAWING), of_kind.exclude(DRAWING)]:
            if example := alike.first():
                specs = [each.spec for each in get_filters(example, *list_uses_of(example))]
                there = Count("renditions", Q(renditions__filter_spec__in=specs))
                yield from alike.alias(there=there).filter(there__lt=len(specs))
