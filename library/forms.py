from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext_lazy as _
from py_svg_hush import filter_svg
from wagtail.images.forms import BaseImageForm

__all__ = ["ImageForm"]


class ImageForm(BaseImageForm):
    """Wagtail's picture form, which takes everything active out of an SVG.

    Wagtail 8.0.1 stores an SVG as it was sent, scripts and all.
    """

    def clean_file(self):
        """Return the uploaded file, an SVG without scripts, links or embedded pages.

        Raises ValidationError when the SVG cannot be read.
        """
        file = self.cleaned_data["file"]
        if not file or not file.name.lower().endswith(".svg") or "file" not in self.changed_data:
            return file
        file.seek(0)
        try:
            # Only pictures inside the picture itself may stay, no addresses elsewhere.
            clean = filter_svg(file.read(), {"image": ["png", "jpeg", "gif", "webp"]})
        except ValueError as error:
            raise ValidationError(
                _("This SVG file cannot be read. Save it again, or use a PNG file.")
            ) from error
        return SimpleUploadedFile(file.name, clean, content_type="image/svg+xml")
