"""The sizes and formats in which pictures are shown, named once for queries and templates."""

from django.db.models import Prefetch
from wagtail.images import get_image_model
from wagtail.images.utils import to_svg_safe_spec

__all__ = ["FALLBACK_FORMAT", "RENDITIONS", "get_renditions", "renditions_lookup"]

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


def get_renditions(image, use):
    """Return the renditions of `image` for a use (a key of RENDITIONS), the smallest first.

    Of one width, the best format comes first.
    """
    specs = RENDITIONS[use]
    if image.is_svg():
        specs = [to_svg_safe_spec(specs[0])]
    return sorted(image.get_renditions(*specs).values(), key=lambda rendition: rendition.width)


def renditions_lookup(path, use):
    """Return the Prefetch of the renditions for a use, for all pictures of a list in one query.

    `path` leads to them, for example "lead_image__renditions". Wagtail looks for what it finds
    under `prefetched_renditions` before it asks the database.
    """
    renditions = (
        get_image_model().get_rendition_model().objects.filter(filter_spec__in=RENDITIONS[use])
    )
    return Prefetch(path, queryset=renditions, to_attr="prefetched_renditions")
