"""The sizes in which pictures are shown, named once for queries and templates."""

from django.db.models import Prefetch
from wagtail.images import get_image_model
from wagtail.images.utils import to_svg_safe_spec

__all__ = ["RENDITIONS", "get_renditions", "renditions_lookup"]

# For each use: Wagtail filter specs from small to large (the browser picks one by `sizes`).
# `fill` with `c100` crops around the focal point; a logo is never cropped.
RENDITIONS = {
    "card": ["fill-480x300-c100|format-webp", "fill-960x600-c100|format-webp"],
    "lead": ["width-800|format-webp", "width-1600|format-webp"],
    "text": ["width-480|format-webp", "width-1200|format-webp"],
    "photo": ["fill-96x96-c100|format-webp", "fill-192x192-c100|format-webp"],
    # What Facebook, LinkedIn and the like show: 1.91 to 1, and JPEG for the oldest of them.
    "share": ["fill-1200x630-c100|format-jpeg"],
    "logo": ["max-480x160"],
}


def get_renditions(image, use):
    """Return the renditions of `image` for a use (a key of RENDITIONS), the smallest first."""
    specs = RENDITIONS[use]
    if image.is_svg():
        specs = [to_svg_safe_spec(specs[0])]
    return list(image.get_renditions(*specs).values())


def renditions_lookup(path, use):
    """Return the Prefetch of the renditions for a use, for all pictures of a list in one query.

    `path` leads to them, for example "lead_image__renditions". Wagtail looks for what it finds
    under `prefetched_renditions` before it asks the database.
    """
    renditions = (
        get_image_model().get_rendition_model().objects.filter(filter_spec__in=RENDITIONS[use])
    )
    return Prefetch(path, queryset=renditions, to_attr="prefetched_renditions")
