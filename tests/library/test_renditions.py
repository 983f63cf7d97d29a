from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from PIL import Image as PillowImage

from tests.factories import LibraryImageFactory


def upload(mode, kind):
    """Return a picture of the library whose file has this Pillow mode and kind."""
    file = BytesIO()
    PillowImage.new(mode, (64, 40)).save(file, kind)
    return LibraryImageFactory(file=ImageFile(file, name=f"plaatje.{kind.lower()}"))


class TestAvif:
    @pytest.mark.parametrize(
        ("mode", "kind"),
        [("RGB", "PNG"), ("RGBA", "PNG"), ("P", "PNG"), ("L", "PNG"), ("CMYK", "JPEG")],
    )
    def test_is_made_of_every_kind_of_picture(self, db, mode, kind):
        rendition = upload(mode, kind).get_rendition("width-32|format-avif")

        with PillowImage.open(rendition.file) as made:
            assert (made.format, made.size) == ("AVIF", (32, 20))

    @pytest.mark.parametrize("mode", ["RGBA", "LA"])
    def test_keeps_what_is_transparent(self, mode, db):
        rendition = upload(mode, "PNG").get_rendition("width-32|format-avif")

        with PillowImage.open(rendition.file) as made:
            assert made.convert("RGBA").getpixel((0, 0))[3] == 0
