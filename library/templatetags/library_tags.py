from django import template

from library.renditions import get_renditions

register = template.Library()


@register.inclusion_tag("components/picture.html")
def show_picture(image, use, alt=None, sizes="100vw", eager=False):
    """Render a picture for a use named in `library.renditions`.

    `alt` None takes the picture's own alternative text; "" says that it only decorates.
    `sizes` is the width it takes on the page, as HTML's own attribute of that name.
    `eager` is for the first picture of a page, which the visitor sees at once.
    """
    renditions = get_renditions(image, use)
    return {
        "smallest": renditions[0],
        "srcset": ", ".join(f"{rendition.url} {rendition.width}w" for rendition in renditions),
        "has_choice": len(renditions) > 1,
        "alt": image.default_alt_text if alt is None else alt,
        "sizes": sizes,
        "eager": eager,
    }
