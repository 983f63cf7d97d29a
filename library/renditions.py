"""The pictures as pages show them: what is ready, what stands in for it, and gaps."""

import logging

from django.conf import settings
from django.db.models import Prefetch
from wagtail.images import get_image_model
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError
from wagtail.images.utils import to_svg_safe_spec

from library.making import make, order
from library.sizes import RENDITIONS, get_filters, get_specs, is_slow, list_uses_of

__all__ = ["RenditionsOrGaps", "get_gap_size", "get_renditions", "renditions_lookup"]

logger = logging.getLogger(__name__)


class RenditionsOrGaps:
    """For the model of images: a rendition that cannot be made is a gap, and never an error.

    A file can be lost, or be one that nothing can read. Wagtail's own `{% image %}` tag knows only
    the first, and its choosers neither.
    """

    def save(self, *args, **kwargs):
        """Save, and have the renditions made; those of an image that is withheld are deleted."""
        if kwargs.get("update_fields") is None:
            self.is_readable = True
        super().save(*args, **kwargs)
        if self.is_withheld:
            self.renditions.all().delete()
        else:
            order(self, list_uses_of(self))

    def generate_rendition_file(self, spec, *, source=None):
        try:
            return super().generate_rendition_file(spec, source=source)
        except (InvalidFilterSpecError, SourceImageIOError):
            raise
        # Each decoder and encoder has its own error for what it cannot do.
        except Exception as error:
            raise SourceImageIOError(str(error)) from error

    def get_rendition(self, spec):
        try:
            return super().get_rendition(spec)
        except SourceImageIOError as error:
            return self.make_gap(error)

    def get_renditions(self, *specs):
        try:
            return super().get_renditions(*specs)
        except SourceImageIOError as error:
            gap = self.make_gap(error)
            return {getattr(each, "spec", each): gap for each in specs}

    def make_gap(self, error):
        """Return a Rendition without size or file, as Wagtail's `get_rendition_or_not_found`."""
        logger.warning("Image %s cannot be shown: %s", self.pk, error)
        gap = self.get_rendition_model()(image=self, width=0, height=0)
        gap.file.name = "not-found"
        return gap


def get_renditions(image, use):
    """Return the renditions of `image` for a use (a key of RENDITIONS), the smallest first.

    Of one width, the best format comes first. No visitor waits for one to be made: where none is
    ready, the one that comes nearest stands in. There are none of an image that cannot be shown,
    or that visitors may not see (`Image.is_withheld`).
    """
    if image.is_withheld:
        return []
    filters = get_filters(image, use)
    ready = find_ready(image, filters)
    if len(ready) < len(filters) and image.is_readable:
        order(image, [use])
        if not settings.PICTURES_ARE_MADE_BY_WORKER:
            ready = make_now(image, use, filters)
        ready = ready or find_nearest(image, use)
    return sorted(ready, key=lambda each: each.width)


def find_ready(image, filters):
    """Return the renditions of `image` that are there, as a list in the order of `filters`."""
    found = image.find_existing_renditions(*filters)
    # Wagtail remembers only those that it was asked to make.
    new = [each for each in found.values() if not getattr(each, "_from_cache", False)]
    if new:
        image.get_rendition_model().cache_backend.set_many(
            {each.get_cache_key(): each for each in new}
        )
    return [found[each] for each in filters if each in found]


def find_nearest(image, use):
    """Return a list of the rendition that can stand in for those of a use; [] if none can.

    Another cut of the same size, as of before the focal point was moved, or else another size. None
    in a format that an older browser does not know.
    """
    specs, (width, _height) = get_specs(image, use), get_gap_size(image, use)

    def get_distance(rendition):
        return rendition.filter_spec not in specs, abs(rendition.width - width)

    others = [each for each in image.renditions.all() if not is_slow(each.filter_spec)]
    return sorted(others, key=get_distance)[:1]


def make_now(image, use, filters):
    """Make the renditions for a use, where no worker does; returns them as a list."""
    make(image.pk, [use])
    fresh = type(image).objects.get(pk=image.pk)
    image.is_readable = fresh.is_readable
    found = find_ready(fresh, filters)
    for each in found:
        image._add_to_prefetched_renditions(each)
    return found


def get_gap_size(image, use):
    """Return the (width, height) that a picture has for a use, in pixels, before it is there."""
    transform = get_filters(image, use)[-1].get_transform(image)
    return tuple(round(side) for side in transform.size)


def renditions_lookup(path, use):
    """Return the Prefetch of the renditions for a use, for all pictures of a list in one query.

    `path` leads to them, for example "lead_image__renditions". Wagtail looks for what it finds
    under `prefetched_renditions` before it asks the database.
    """
    specs = RENDITIONS[use]
    renditions = (
        get_image_model()
        .get_rendition_model()
        .objects.filter(filter_spec__in=[*specs, to_svg_safe_spec(specs[0])])
    )
    return Prefetch(path, queryset=renditions, to_attr="prefetched_renditions")
