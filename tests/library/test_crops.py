"""The form of a picture shows how it is cut, just as Wagtail cuts it."""

import pytest
from django.urls import reverse
from PIL import Image as Pillow

from library.crops import list_uses
from tests.factories import LibraryImageFactory, make_onlooker

POINT = {
    "focal_point_x": 600,
    "focal_point_y": 300,
    "focal_point_width": 60,
    "focal_point_height": 60,
}


@pytest.fixture
def image(home):
    """An image of 640 by 400 pixels."""
    return LibraryImageFactory(file__width=640, file__height=400)


def get_crops(client, image, **point):
    return client.get(reverse("library_crops", args=[image.pk]), point)


class TestCrops:
    def test_are_of_the_middle_without_a_focal_point(self, admin, image):
        parts = get_crops(admin, image).json()

        assert list(parts) == ["card", "hero", "photo", "share"]
        assert parts["card"] == [0, 0, 640, 400]
        assert parts["hero"] == parts["photo"] == [120, 0, 400, 400]

    @pytest.mark.parametrize("use", ["card", "hero", "photo", "share"])
    def test_keep_the_focal_point_in_sight_before_it_is_saved(self, admin, image, use):
        left, top, width, height = get_crops(admin, image, **POINT).json()[use]

        assert left <= 570
        assert top <= 270
        assert left + width >= 630
        assert top + height >= 330
        image.refresh_from_db()
        assert image.focal_point_x is None

    def test_have_the_proportions_of_what_visitors_see(self, admin, image):
        parts = get_crops(admin, image, **POINT).json()

        for use in list_uses():
            _left, _top, width, height = parts[use["name"]]
            assert width / height == pytest.approx(use["width"] / use["height"], abs=0.02)

    def test_are_where_the_rendition_is(self, admin, image):
        """A red square in a white image fills what is shown of it."""
        white = Pillow.new("RGB", (640, 400), "white")
        white.paste("red", (570, 270, 630, 330))
        white.save(image.file.path)
        for name, value in POINT.items():
            setattr(image, name, value)
        image.save()

        left, top, width, _height = get_crops(admin, image, **POINT).json()["photo"]

        rendition = Pillow.open(image.get_rendition("fill-96x96-c100|format-png").file.path)
        scale = 96 / width
        red = rendition.convert("RGB").getpixel(((600 - left) * scale, (300 - top) * scale))
        assert red == (255, 0, 0)

    def test_refuse_what_is_no_number(self, admin, image):
        assert get_crops(admin, image, focal_point_x="x").status_code == 400

    def test_are_not_for_who_may_not_change_it(self, client, image):
        client.force_login(make_onlooker())

        assert get_crops(client, image).status_code in {302, 403}

    def test_are_drawn_on_the_form(self, admin, image):
        page = admin.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()

        assert page.count("<canvas") == 4
        assert reverse("library_crops", args=[image.pk]) in page
