"""The sizes and formats in which pictures are shown, named once for queries and templates."""

import logging

from django.db.models import Prefetch
from wagtail.images import get_image_model
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError
from wagtail.images.utils import to_svg_safe_spec

__all__ = [
    "FALLBACK_FORMAT",
    "RENDITIONS",
    "RenditionsOrGaps",
    "get_renditions",
    "renditions_lookup",
]

logger = logging.getLogger(__name__)

# For each use: Wagtail's operations from small to large, for a phone, a desktop and dense screens
# (the browser picks one by `sizes`). `fill` with `c100` crops around the focal point.
SIZES = {
    "card": ["fill-240x150-c100", "fill-480x300-c100", "fill-720x450-c100"],
    "hero": ["fill-480x480-c100", "fill-720x720-c100", "fill-960x960-c100"],
    "lead": ["width-720", "width-1200"],
    "text": ["width-720", "width-1200"],
    "photo": ["fill-96x96-c100", "fill-192x192-c100"],
}
# The best first; a browser takes the first that it knows, and there is least choice for the oldest.
# Pictures of 1600 pixels would take four times as long to make as the largest of these, and none
# is shown that large.
AVIF = "format-avif|avifquality-50"
WEBP = "format-webp|webpquality-75"
FALLBACK_FORMAT = "format-jpeg|jpegquality-80"

RENDITIONS = {
    use: [
        *(f"{size}|{AVIF}" for size in sizes),
        *(f"{size}|{WEBP}" for size in sizes[-2:]),
        f"{sizes[-2]}|{FALLBACK_FORMAT}",
    ]
    for use, sizes in SIZES.items()
}
RENDITIONS |= {
    # What Facebook, LinkedIn and the like show: 1.91 to 1, and JPEG for the oldest of them.
    "share": ["fill-1200x630-c100|format-jpeg"],
    # A logo is never cropped and stays in the format it came in.
    "logo": ["max-480x160"],
}


class RenditionsOrGaps:
    """For the model of images: a rendition that cannot be made is a gap, and never an error.

    A file can be lost, or be one that nothing can read. Wagtail's own `{% image %}` tag knows only
    the first, and its choosers neither.
    """

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

    Of one width, the best format comes first. There are none when they cannot be made, nor of an
    image that visitors may not see (`Image.is_withheld`).
    """
    if image.is_withheld:
        return []
    renditions = image.get_renditions(*get_specs(image, use)).values()
    return sorted((each for each in renditions if each.width), key=lambda each: each.width)


def get_specs(image, use):
    """Return Wagtail's names of the renditions for a use: a drawing needs but one."""
    specs = RENDITIONS[use]
    return [to_svg_safe_spec(specs[0])] if image.is_svg() else specs


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
