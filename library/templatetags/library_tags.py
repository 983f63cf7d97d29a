from django import template

from library.renditions import FALLBACK_FORMAT, get_renditions

register = template.Library()


@register.inclusion_tag("components/picture.html")
def show_picture(image, use, alt=None, sizes="100vw", eager=False, dark=None):
    """Render a picture for a use named in `library.renditions`.

    `alt` None takes the picture's own alternative text; "" says that it only decorates.
    `sizes` is the width it takes on the page, as HTML's own attribute of that name.
    `eager` is for the first picture of a page, which the visitor sees at once.
    `dark` is the picture to show instead on a dark ground.
    """
    renditions = get_renditions(image, use)
    fallback = get_fallback(renditions)
    return {
        "dark": get_fallback(get_renditions(dark, use)) if dark else None,
        "sources": get_sources(each for each in renditions if each is not fallback),
        "fallback": fallback,
        "alt": image.default_alt_text if alt is None else alt,
        "sizes": sizes,
        "eager": eager,
    }


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
