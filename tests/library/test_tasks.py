from pathlib import Path

from PIL import Image as PillowImage
from wagtail.images.rect import Rect

from library.models import Image
from library.tasks import make_images_safe
from tests.factories import LibraryImageFactory
from tests.library.test_image_files import PLACE, draw, make_exif


class TestMakeImagesSafe:
    """For the images of an installation that is older than the gate for files."""

    def make_old(self, content):
        """Return an image with a file that passed no gate, and a rendition of it."""
        image = LibraryImageFactory()
        Path(image.file.path).write_bytes(content)
        image.set_focal_point(Rect(1000, 1000, 2000, 2000))
        Image.objects.filter(pk=image.pk).update(
            is_made_safe=False, width=5120, height=2560, **self.get_focus(image)
        )
        return Image.objects.get(pk=image.pk)

    def get_focus(self, image):
        names = ["focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"]
        return {name: getattr(image, name) for name in names}

    def test_leaves_nothing_of_place_and_camera(self, home, django_capture_on_commit_callbacks):
        image = self.make_old(draw(size=(5120, 2560), exif=make_exif()))
        old = [Path(image.file.path), Path(image.get_rendition("width-64|format-jpeg").file.path)]

        with django_capture_on_commit_callbacks(execute=True):
            make_images_safe()

        image.refresh_from_db()
        assert [path for path in old if path.exists()] == []
        assert PLACE not in Path(image.file.path).read_bytes()
        with PillowImage.open(image.file.path) as kept:
            assert kept.size == (image.width, image.height) == (2560, 1280)
        assert image.get_focal_point() == Rect(500, 500, 1000, 1000)
        assert image.is_made_safe

    def test_leaves_what_nobody_can_read_and_goes_on(self, home):
        broken, whole = self.make_old(b"niets"), self.make_old(draw(size=(5120, 2560)))

        make_images_safe()

        assert Path(broken.file.path).read_bytes() == b"niets"
        assert not Path(whole.file.path).exists()
        assert not Image.objects.filter(is_made_safe=False).exists()
