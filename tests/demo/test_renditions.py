"""The sizes of the example pictures that are made beforehand. Where one fails: make renditions."""

import PIL.Image
import pytest

from demo.renditions import PICTURES, READY, list_slow_filters, make_ready
from library.models import Image

pytestmark = pytest.mark.django_db

# The mean difference of a colour, of 255, that loss of quality makes in a picture this small; that
# of another picture is five times as much.
SMALL, MOST = (12, 12), 6


def read_small(path):
    """Return the colours of a few pixels that stand for the picture in a file."""
    with PIL.Image.open(path) as picture:
        return picture.convert("RGB").resize(SMALL, PIL.Image.Resampling.BOX).tobytes()


def test_of_every_picture_are_ready_and_no_others(demo):
    pictures = Image.objects.exclude(file__endswith=".svg")
    names = {f"{each.spec.replace('|', '.')}.avif" for each in list_slow_filters(pictures.first())}

    ready = {folder.name: {path.name for path in folder.iterdir()} for folder in READY.iterdir()}

    assert len(names) == 8
    assert ready == {path.stem: names for path in PICTURES.glob("*.png")}


@pytest.mark.parametrize("path", sorted(PICTURES.glob("*.png")), ids=lambda path: path.stem)
def test_show_the_picture_as_it_is_now(path):
    (scaled,) = READY.glob(f"{path.stem}/width-720.*")

    now, then = read_small(path), read_small(scaled)

    assert sum(abs(a - b) for a, b in zip(now, then, strict=True)) / len(now) < MOST


def test_are_made_as_an_image_of_a_site_gets_them(tmp_path, monkeypatch):
    """Here only the quickest one, by the command that makes all of them."""
    smallest = [
        each
        for each in list_slow_filters(Image(file="a.png", width=1, height=1))
        if "240x150" in each.spec
    ]
    monkeypatch.setattr("demo.renditions.list_slow_filters", lambda picture: smallest)

    make_ready("keukentafel", tmp_path)

    (made,) = tmp_path.iterdir()
    with PIL.Image.open(made) as picture:
        assert (picture.format, picture.size) == ("AVIF", (240, 150))
    assert (READY / "keukentafel" / made.name).exists()
