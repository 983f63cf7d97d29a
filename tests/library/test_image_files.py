"""An image is made safe when it comes in, by any door, or refused in words."""

import json
from functools import cache
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as PillowImage
from PIL import ImageCms, PngImagePlugin

from library.image_files import LONGEST_SIDE, make_safe
from library.models import Image
from tests.factories import LibraryImageFactory

PLACE = b"51 graden noord"


def draw(mode="RGB", kind="JPEG", size=(64, 40), color=None, **options):
    """Return the bytes of an image of one colour."""
    file = BytesIO()
    PillowImage.new(mode, size, color or 0).save(file, kind, **options)
    return file.getvalue()


def draw_svg(body):
    return b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">%b</svg>' % body


def make_exif(orientation=1):
    """Return EXIF data of a photo as bytes: a photographer, a camera, a place, an orientation."""
    exif = PillowImage.Exif()
    exif[0x013B], exif[0x0110], exif[0x0112] = "Jan de Fotograaf", "Camera 3000", orientation
    exif.get_ifd(0x8825)[27] = PLACE
    return exif.tobytes()


def open_safe(content, name):
    return PillowImage.open(make_safe(ContentFile(content, name=name)))


def nest(depth):
    return draw_svg(b"<g>" * depth + b"</g>" * depth)


def use_again(levels):
    """Return a drawing of parts that each use the part before ten times."""
    parts = [b'<g id="a0"><rect width="1" height="1"/></g>']
    for level in range(1, levels):
        uses = b'<use href="#a%d"/>' % (level - 1) * 10
        parts.append(b'<g id="a%d">%b</g>' % (level, uses))
    return draw_svg(b"".join(parts))


def make_text(text):
    """Return a text to keep inside a PNG, folded small."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", text, zip=True)
    return texts


# By what is wrong with it: the name of a file, and what draws it.
BROKEN = {
    "a photo that was cut off": ("foto.jpg", lambda: draw(size=(640, 400))[:3000]),
    "a photo that ends in its head": ("foto.jpg", lambda: draw()[:30]),
    "a drawing that was cut off": ("tekening.png", lambda: draw("RGBA", "PNG", (640, 400))[:300]),
    "an iPhone's photo that was cut off": ("foto.heic", lambda: draw(kind="HEIF")[:200]),
    "a WebP that was cut off": ("foto.webp", lambda: draw(kind="WEBP", size=(640, 400))[:90]),
    "an AVIF that was cut off": ("foto.avif", lambda: draw(kind="AVIF")[:200]),
    "an image of 400 megapixels": ("bom.png", lambda: draw("1", "PNG", (20_000, 20_000))),
    "a drawing of 36 megapixels": ("plan.png", lambda: draw("1", "PNG", (6000, 6000))),
    "a text that unfolds": (
        "bom.png",
        lambda: draw("L", "PNG", pnginfo=make_text("b" * 2_000_000)),
    ),
    "something else": ("foto.jpg", lambda: b"niets" * 100),
    "a drawing nested 900 deep": ("diep.svg", lambda: nest(900)),
    "a drawing that draws a thousand million times": ("bom.svg", lambda: use_again(10)),
    "a drawing that draws itself": (
        "rond.svg",
        lambda: draw_svg(b'<g id="a"><use href="#a"/></g>'),
    ),
    "a drawing of no size": (
        "maat.svg",
        lambda: b'<svg xmlns="http://www.w3.org/2000/svg" width="x"/>',
    ),
    "a drawing with entities": ("xml.svg", lambda: b'<!DOCTYPE s [<!ENTITY a "b">]><svg>&a;</svg>'),
}


@cache
def draw_broken(reason):
    """Return the name and the bytes of a broken file.

    Not drawn for tests that are only listed: one of them takes a second and 400 MB.
    """
    name, draw_content = BROKEN[reason]
    return name, draw_content()


REFUSALS = [
    *["is beschadigd", "te ingewikkeld", "is niet te lezen"],
    # Wagtail's and Django's own.
    *["teveel pixels", "geen geldige afbeelding", "Upload een geldige afbeelding"],
]


def add(admin, file):
    address = reverse("wagtailimages:add")
    response = admin.post(address, {"title": "x", "file": file, "collection": 1})
    return response.status_code, response.content.decode()


def add_while_choosing(admin, file):
    prefix = "image-chooser-upload"
    response = admin.post(
        reverse("wagtailimages_chooser:create"),
        {f"{prefix}-title": "x", f"{prefix}-file": file, f"{prefix}-collection": 1},
    )
    return response.status_code, json.loads(response.content)["htmlFragment"]


def add_many(admin, file):
    address = reverse("wagtailimages:add_multiple")
    response = admin.post(address, {"title": "x", "file": file, "collection": 1})
    return response.status_code, response.content.decode()


@pytest.mark.parametrize("door", [add, add_while_choosing, add_many])
def test_is_refused_in_dutch(admin, home, door):
    for reason in BROKEN:
        status, answer = door(admin, SimpleUploadedFile(*draw_broken(reason)))

        assert status == (422 if door is add_many else 200), reason
        assert any(words in answer for words in REFUSALS), (reason, answer)
        assert not Image.objects.exists(), reason


class TestColours:
    @pytest.mark.parametrize(("level", "grey"), [(0, 0), (30_000, 117), (65_535, 255)])
    def test_of_sixteen_bits_become_eight(self, level, grey):
        safe = open_safe(draw("I;16", "PNG", color=level), "scan.png")

        assert (safe.mode, safe.getpixel((0, 0))) == ("L", grey)

    def test_of_a_press_stay_what_they_are(self):
        cmyk = draw("CMYK", color=(0, 255, 255, 0))

        safe = open_safe(cmyk, "drukwerk.jpg")

        red, green, blue = safe.getpixel((0, 0))
        assert safe.mode == "RGB"
        assert red > 200
        assert max(green, blue) < 60

    def test_of_a_screen_keep_their_profile(self):
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

        safe = open_safe(draw(icc_profile=profile), "foto.jpg")

        assert safe.info["icc_profile"] == profile

    def test_of_which_the_profile_is_broken_are_kept(self):
        safe = open_safe(draw(icc_profile=b"geen profiel"), "foto.jpg")

        assert safe.size == (64, 40)
        assert "icc_profile" not in safe.info

    @pytest.mark.parametrize(
        ("mode", "kind", "color"),
        [
            ("RGBA", "PNG", None),
            ("LA", "PNG", None),
            ("RGBA", "WEBP", None),
            ("RGBA", "AVIF", None),
        ],
    )
    def test_that_are_transparent_stay_so(self, mode, kind, color):
        safe = open_safe(draw(mode, kind, color=color), f"logo.{kind.lower()}")

        assert safe.convert("RGBA").getpixel((0, 0))[3] == 0

    def test_of_a_drawing_are_kept_to_the_dot(self):
        drawing = LibraryImageFactory.build().file.read()

        safe = open_safe(drawing, "tekening.png")

        with PillowImage.open(BytesIO(drawing)) as before:
            assert safe.tobytes() == before.tobytes()


class TestFile:
    @pytest.mark.parametrize(
        ("kind", "name"),
        [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp"), ("AVIF", "a.avif")],
    )
    def test_says_nothing_of_place_camera_and_photographer(self, db, kind, name):
        image = LibraryImageFactory(file=ContentFile(draw(kind=kind, exif=make_exif()), name=name))

        rendition = image.get_rendition("width-32|format-jpeg")

        for file in [image.file, rendition.file]:
            with file.open() as kept:
                content = kept.read()
            assert PLACE not in content
            assert b"Fotograaf" not in content
            assert not PillowImage.open(BytesIO(content)).getexif()

    def test_says_nothing_in_a_comment(self):
        for content, name in [
            (draw(comment=b"Jan de Fotograaf"), "a.jpg"),
            (draw(kind="PNG", pnginfo=make_text("Jan de Fotograaf")), "a.png"),
            (draw("P", "GIF", comment=b"Jan de Fotograaf"), "a.gif"),
            (draw() + b"Jan de Fotograaf", "a.jpg"),
        ]:
            assert b"Fotograaf" not in make_safe(ContentFile(content, name=name)).read()

    def test_stands_as_it_was_taken(self):
        safe = open_safe(draw(exif=make_exif(orientation=6)), "staand.jpg")

        assert safe.size == (40, 64)

    @pytest.mark.parametrize("kind", ["JPEG", "PNG"])
    def test_is_scaled_down_when_it_is_large(self, db, kind):
        content = draw("L", kind, (7000, 7000))

        image = LibraryImageFactory(file=ContentFile(content, name=f"groot.{kind.lower()}"))

        assert (image.width, image.height) == (LONGEST_SIDE, LONGEST_SIDE)
        with PillowImage.open(image.file) as kept:
            assert kept.size == (LONGEST_SIDE, LONGEST_SIDE)

    def test_of_an_iphone_becomes_a_jpeg(self, admin, home):
        photo = SimpleUploadedFile("IMG_1.HEIC", draw(kind="HEIF", exif=make_exif()))

        admin.post(
            reverse("wagtailimages:add"),
            {
                "title": "Brug",
                "file": photo,
                "collection": 1,
                "kind": "photo",
                "people_shown": "nobody",
                "only_decorates": "on",
            },
        )

        image = Image.objects.get()
        assert image.filename == "IMG_1.jpg"
        with PillowImage.open(image.file) as kept:
            assert (kept.format, kept.size) == ("JPEG", (64, 40))

    @pytest.mark.parametrize("reason", ["a drawing nested 900 deep", "a drawing that draws itself"])
    def test_is_not_kept_by_code_either_when_it_is_broken(self, db, reason):
        name, content = draw_broken(reason)

        with pytest.raises(ValidationError):
            LibraryImageFactory(file=ContentFile(content, name=name))
