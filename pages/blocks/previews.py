"""What the block picker shows where a block needs a picture, document or page of this site."""

from wagtail.models import Page

from languages.querysets import BasePageQuerySet
from library.models import Document, Image

__all__ = ["preview_document", "preview_image", "preview_page"]


def preview_image():
    """Return a picture block's value with the first picture of the library, or with none."""
    image = Image.objects.order_by("pk").first()
    if image:
        image.contextual_alt_text = image.description
        image.decorative = not image.description
    return {"image": image, "caption": "", "credit": ""}


def preview_document():
    """Return the first document of the library, or None."""
    return Document.objects.order_by("pk").first()


def preview_page():
    """Return the first home page of the site, or None."""
    return BasePageQuerySet(Page).published().filter(depth=2).first()
