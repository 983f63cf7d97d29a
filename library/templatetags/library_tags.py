import re
from functools import lru_cache
from urllib.parse import quote

from django import template
from django.template.loader import render_to_string

from library.renditions import get_gap_size, get_renditions
from library.sizes import FALLBACK_FORMAT
from site_version.keeping import Kept

register = template.Library()

# A drawing up to this many bytes stands in the page itself: a request would cost more than it.
SMALL = 1500
# What a drawing that stands alone says of itself, and how its file is laid out.
NAMES = re.compile(r"<(title|desc)\b[^>]*>[^<]*</\1>| (?:aria-label|role)=\"[^\"]*\"")
BETWEEN_TAGS = re.compile(r">\s+<")
# An empty drawing, so that the text below does not move when the picture is there.
GAP = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}"/>'
# Pictures as HTML; one takes a kilobyte.
pictures = Kept(size=1000)


@register.simple_tag
def show_image(image, use, alt=None, sizes="100vw", eager=False, dark=None):
    """Render a picture for a use named in `library.sizes`.

    `alt` None takes the alternative text of the block or of the picture, in the language of the
    page if there is one; "" says that the picture only decorates.
    `sizes` is the width it takes on the page, as HTML's own attribute of that name.
    `eager` is for the first picture of a page, which the visitor sees at once.
    `dark` is the picture to show instead on a dark ground.
    Where a picture cannot be shown, its alternative text stands (WCAG 1.1.1), but nothing about
    people who do not agree to be seen. Where it is not made yet, a gap of its size stands.
    """
    if alt is None:
        alt = "" if image.is_withheld else image.get_alternative_text()
    key = (image.pk, use, alt, sizes, eager, dark and dark.pk)
    return pictures.get(
        key,
        lambda: render_to_string(
            "components/picture.html", make_context(image, use, alt, sizes, eager, dark)
        ),
    )


def make_context(image, use, alt, sizes, eager, dark):
    """Return what components/picture.html needs, as a dict."""
    renditions = get_renditions(image, use)
    if not renditions and (image.is_withheld or not image.is_readable):
        return {"alt": alt}
    return {
        **(describe_picture(renditions) if renditions else describe_gap(image, use)),
        "dark": get_dark_address(dark, use),
        "alt": alt,
        "sizes": sizes,
        "eager": eager,
    }


def describe_picture(renditions):
    """Return what components/picture.html needs to show some renditions, as a dict."""
    fallback = get_fallback(renditions)
    address = get_address(fallback)
    return {
        "sources": get_sources(each for each in renditions if each is not fallback),
        "address": address,
        # A drawing that was just scaled has sizes like 260.0, which only the database makes whole.
        "width": round(fallback.width),
        "height": round(fallback.height),
        "lazy": not address.startswith("data:"),
    }


def describe_gap(image, use):
    """Return the same for a picture that is not made yet: nothing, in its size."""
    width, height = get_gap_size(image, use)
    gap = quote_drawing(GAP.format(width, height))
    return {"address": gap, "width": width, "height": height}


def get_dark_address(image, use):
    """Return the address of the picture for a dark ground, or "" if there is none to show."""
    renditions = get_renditions(image, use) if image else []
    return get_address(get_fallback(renditions)) if renditions else ""


@register.filter
def text(item, name):
    """Return the Text of a picture or document in the language of the page, else of its source.

    For example `{{ image|text:"caption" }}`.
    """
    return item.get_text(name)


def get_fallback(renditions):
    """Return the rendition for browsers that know no modern format, or the only one there is."""
    return next((each for each in renditions if FALLBACK_FORMAT in each.filter_spec), renditions[0])


def get_sources(renditions):
    """Return a list of (media type, srcset), a source for each format, the best first.

    A picture smaller than a size asked for has several renditions of one width; one is enough.
    """
    by_type = {}
    for rendition in renditions:
        media_type = f"image/{rendition.file.name.rpartition('.')[2]}"
        by_type.setdefault(media_type, {})[rendition.width] = rendition.url
    return [
        (media_type, ", ".join(f"{url} {width}w" for width, url in urls.items()))
        for media_type, urls in by_type.items()
    ]


def get_address(rendition):
    """Return the address of a rendition, or a small drawing itself as a data: address."""
    name = rendition.file.name
    drawing = read_small_drawing(name, rendition.file.storage) if name.endswith(".svg") else ""
    return quote_drawing(drawing) if drawing else rendition.url


def quote_drawing(drawing):
    """Return an SVG (a str) as a data: address."""
    return f"data:image/svg+xml,{quote(drawing, safe='/:=,;')}"


@lru_cache(maxsize=64)  # the name of a rendition says which picture, size and version it is
def read_small_drawing(name, storage):
    """Return the SVG in a file, or "" if it is large or gone."""
    try:
        with storage.open(name) as file:
            drawing = file.read(SMALL + 1).decode()
    except OSError:
        return ""
    return strip_drawing(drawing) if len(drawing) <= SMALL else ""


def strip_drawing(drawing):
    """Return an SVG without what is only for who reads its file: the page says what it shows."""
    return BETWEEN_TAGS.sub("><", NAMES.sub("", drawing)).strip()
