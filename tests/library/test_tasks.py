import errno
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage, storages
from PIL import Image as PillowImage
from wagtail.images.rect import Rect

from library import image_files
from library.models import Image
from library.tasks import delete_unfinished_files, make_images_safe
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

    def test_leaves_what_nobody_can_read_and_goes_on(
        self, home, django_capture_on_commit_callbacks
    ):
        broken, whole = self.make_old(b"niets"), self.make_old(draw(size=(5120, 2560)))

        with django_capture_on_commit_callbacks(execute=True):
            make_images_safe()

        assert Path(broken.file.path).read_bytes() == b"niets"
        assert not Path(whole.file.path).exists()
        assert not Image.objects.filter(is_made_safe=False).exists()

    def test_loses_nothing_that_an_editor_saves_meanwhile(self, home, monkeypatch):
        image = self.make_old(draw(size=(5120, 2560)))
        make_safe = image_files.make_safe

        def save_title_meanwhile(file, name=None):
            Image.objects.filter(pk=image.pk).update(title="Nieuwe titel")
            return make_safe(file, name)

        monkeypatch.setattr(image_files, "make_safe", save_title_meanwhile)
        make_images_safe()

        image.refresh_from_db()
        assert image.title == "Nieuwe titel"
        assert image.is_made_safe

    def test_comes_back_when_the_disk_was_full(self, home, monkeypatch):
        image = self.make_old(draw(size=(5120, 2560)))

        def refuse(*arguments):
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(FileSystemStorage, "_save", refuse)
        with pytest.raises(OSError, match="No space left"):
            make_images_safe()

        image.refresh_from_db()
        assert not image.is_made_safe


class TestDeleteUnfinishedFiles:
    """What a process left that was killed while it wrote a file."""

    @pytest.mark.parametrize("alias", ["default", "renditions"])
    def test_leaves_what_is_whole_and_what_is_being_written(self, home, alias):
        folder = Path(storages[alias].location)
        old, new, whole = [folder / name for name in [".unfinished-1", ".unfinished-2", "1.txt"]]
        folder.mkdir(parents=True, exist_ok=True)
        for path in [old, new, whole]:
            path.write_bytes(b"deel")
        long_ago = time.time() - timedelta(days=2).total_seconds()
        for path in [old, whole]:
            os.utime(path, (long_ago, long_ago))

        delete_unfinished_files()

        assert [path.exists() for path in [old, new, whole]] == [False, True, True]
