"""Makes the file of an image safe to keep, to scale and to publish.

An image is read whole and written anew, so that nothing of the file that was sent is left but what
is to be seen: no place, camera or name of the photographer (AVG, article 25), no script, and
nothing that a later step would stumble over.
"""

import re
from io import BytesIO
from pathlib import Path
from threading import Lock

from defusedxml import ElementTree
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps
from wagtail.images.fields import WagtailImageField as WagtailImageFormField
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

__all__ = ["LONGEST_SIDE", "ImageFormField", "SafeImageField", "make_safe"]

# In pixels. The largest size that is shown is 1200 wide; a photo of 49 megapixels takes more than a
# gigabyte of memory to make all sizes of.
LONGEST_SIDE = 2560
# Of these kinds, that no camera makes, reading so many pixels takes 340 MiB; all of those that
# WAGTAILIMAGES_MAX_IMAGE_PIXELS allows would take 450, 450 and 750.
MOST_PIXELS = {"avif": 35_000_000, "png": 35_000_000, "webp": 22_000_000}
# A process reads one at a time.
TURN = Lock()
# Pillow's names of what may come in. HEIF is what an iPhone makes.
FORMATS = ["AVIF", "GIF", "HEIF", "JPEG", "PNG", "WEBP"]
# Those that are drawings rather than photos, and lose their sharp lines as a JPEG.
DRAWINGS = {"GIF", "PNG"}

# What is drawn of an SVG, each element as often as it is used: a logo has hundreds. Browsers and
# our own tools walk down nested elements by recursion.
MOST_DEPTH = 60
MOST_DRAWN = 20_000
REFERENCE = re.compile(r"^#(.+)$|url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)")

BROKEN = _(
    "This picture is damaged or incomplete. Open it on your computer, save it again and try again."
)
TOO_COMPLEX = _("This drawing is too complex to show. Save it more simply, or use a PNG file.")
BROKEN_SVG = _("This SVG file cannot be read. Save it again, or use a PNG file.")


class SafeImageFile(SimpleUploadedFile):
    """The file of an image that `make_safe` has written."""


def make_safe(file, name=None):
    """Return an image file as a SafeImageFile; `file` is an open File, `name` what it is called.

    The name ends as the new file is made: a photo of an iPhone becomes a JPEG.
    Raises ValidationError, in words for an editor, when it cannot be made safe.
    """
    if isinstance(file, SafeImageFile):
        return file
    path = Path(name or file.name)
    file.seek(0)
    if path.suffix.lower() == ".svg":
        return SafeImageFile(path.name, clean_svg(file.read()), content_type="image/svg+xml")
    try:
        content, suffix, content_type = write_anew(file)
    # Whatever is wrong in a file, each decoder has its own error for it.
    except Exception as error:
        raise ValidationError(BROKEN, code="broken_image") from error
    return SafeImageFile(f"{path.stem}{suffix}", content, content_type=content_type)


def write_anew(file):
    """Return an image as (bytes, suffix, media type): a JPEG, or a PNG of what is no photo."""
    output = BytesIO()
    with TURN, Image.open(file, formats=FORMATS) as source:
        is_drawing = source.format in DRAWINGS
        # Before all else, as it has a JPEG decoded at a lower size.
        source.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        image, profile = get_screen_colours(ImageOps.exif_transpose(source))
    # What Pillow would write by itself: comments, for one.
    image.info = {}
    if is_drawing or image.mode == "RGBA":
        image.save(output, "PNG", icc_profile=profile)
        return output.getvalue(), ".png", "image/png"
    image.save(output, "JPEG", quality=92, subsampling=0, icc_profile=profile)
    return output.getvalue(), ".jpg", "image/jpeg"


def get_screen_colours(image):
    """Return a Pillow image as grey, RGB or RGBA of eight bits, and the profile (bytes) it is in.

    No profile means sRGB. That of a press, or of a scanner of grey, does not fit any other format,
    so the colours are translated with it.
    """
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):
        # Pillow itself makes white of all that is over 255.
        return image.point(lambda value: value / 256).convert("L"), None
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if profile and not is_for_rgb(profile):
        return translate_colours(image, profile, mode), None
    if image.mode == "L":
        return image, None
    return image.convert(mode), profile


def is_for_rgb(profile):
    """Return whether a colour profile (bytes) says what red, green and blue are."""
    try:
        return ImageCms.ImageCmsProfile(BytesIO(profile)).profile.xcolor_space.strip() == "RGB"
    except OSError:
        return False


def translate_colours(image, profile, mode):
    """Return an image in sRGB, by its own profile where that fits it."""
    try:
        return ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode=mode,
        )
    except (ImageCms.PyCMSError, OSError):
        return image.convert(mode)


def clean_svg(content):
    """Return an SVG (bytes) without scripts, links or embedded pages.

    Raises ValidationError when it cannot be read, or is made to keep a browser busy.
    """
    from py_svg_hush import filter_svg

    try:
        check_size(ElementTree.fromstring(content))
        # Only images inside the image itself may stay, no addresses elsewhere.
        return filter_svg(content, {"image": ["png", "jpeg", "gif", "webp"]})
    # Both ParseError and what defusedxml forbids are among these.
    except (SyntaxError, ValueError) as error:
        raise ValidationError(BROKEN_SVG, code="broken_image") from error


def check_size(root):
    """Raise ValidationError for a drawing that is too deep, or draws too much by using parts again.

    Ten parts that each use the one before ten times are 10⁹ (the "billion laughs").
    """
    parts = {element.get("id"): element for element in root.iter()}
    waiting, drawn = [(root, 1)], 0
    while waiting:
        element, depth = waiting.pop()
        drawn += 1
        if depth > MOST_DEPTH or drawn > MOST_DRAWN:
            raise ValidationError(TOO_COMPLEX, code="too_complex")
        used = [parts[name] for name in find_references(element) if name in parts]
        waiting += [(each, depth + 1) for each in [*element, *used]]


def find_references(element):
    """Return the ids of the parts that an element of an SVG uses, as a list of str."""
    matches = [match for value in element.attrib.values() for match in REFERENCE.finditer(value)]
    return [match[1] or match[2] for match in matches]


class ImageFormField(WagtailImageFormField):
    """Wagtail's field for an image file, which gives a SafeImageFile or an error in words."""

    def to_python(self, data):
        try:
            file = super().to_python(data)
        except ValidationError:
            raise
        # Wagtail 8.0.1 lets pass what Willow and Pillow raise when they look for the size.
        except Exception as error:
            raise ValidationError(BROKEN, code="broken_image") from error
        return make_safe(file) if file else file

    def check_image_pixel_size(self, f):
        """Refuse what takes too much memory to read, of some kinds sooner, in Wagtail's words."""
        self.max_image_pixels = MOST_PIXELS.get(f.image.format_name, self.max_image_pixels)
        super().check_image_pixel_size(f)


class SafeImageFieldFile(WagtailImageFieldFile):
    def save(self, name, content, save=True):
        safe = make_safe(content, name)
        super().save(safe.name, safe, save)


class SafeImageField(WagtailImageField):
    """Wagtail's model field for an image file, which keeps no file but a SafeImageFile.

    Whoever saves it: a form, a task, or a line of code.
    """

    attr_class = SafeImageFieldFile
