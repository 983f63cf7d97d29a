"""The sizes and formats in which pictures are shown, named once for makers, queries and templates.

What pays was measured in bytes: docs/decisions/0038-pictures-made-beforehand.md.
"""

from functools import cache

from wagtail.images.models import Filter
from wagtail.images.utils import to_svg_safe_spec

from library.answers import ImageKind

__all__ = [
    "FALLBACK_FORMAT",
    "RENDITIONS",
    "get_filter",
    "get_filters",
    "get_specs",
    "is_slow",
    "list_uses_of",
]

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
# An AVIF file of a photo this small is no smaller than WebP, and takes ten times as long to make.
WITHOUT_AVIF = {"photo"}

RENDITIONS = {
    use: [
        *(f"{size}|{AVIF}" for size in sizes if use not in WITHOUT_AVIF),
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

# What is made of every picture of a kind as soon as it is there. A picture that is used otherwise
# gets what it lacks when a page first asks for it.
USES = {
    ImageKind.PHOTO: [use for use in RENDITIONS if use != "logo"],
    ImageKind.LOGO: ["logo"],
}


def list_uses_of(image):
    """Return the uses (keys of RENDITIONS) that an Image is made ready for by itself."""
    return USES[image.kind]


def get_specs(image, use):
    """Return Wagtail's names of the renditions for a use: a drawing needs but one."""
    specs = RENDITIONS[use]
    return [to_svg_safe_spec(specs[0])] if image.is_svg() else specs


def get_filters(image, *uses):
    """Return Wagtail's Filters of the renditions for some uses, each once."""
    specs = [spec for use in uses for spec in get_specs(image, use)]
    return [get_filter(spec) for spec in dict.fromkeys(specs)]


@cache
def get_filter(spec):
    """Return the Filter of a name: Wagtail reads the operations of each anew otherwise."""
    return Filter(spec)


def is_slow(spec):
    """Return whether a rendition takes most of the time that all of a picture take."""
    return AVIF in spec
