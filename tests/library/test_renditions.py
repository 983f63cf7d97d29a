from io import BytesIO
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.urls import reverse
from PIL import Image as PillowImage

from library.models import Image
from library.renditions import get_renditions
from news.models import NewsPage
from tests.factories import (
    LibraryImageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    PartnerFactory,
)


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


def lose(image):
    image.file.storage.delete(image.file.name)


def spoil(image):
    """Put in the place of a file what no gate let in, as a copy of files can do."""
    Path(image.file.path).write_bytes(b"\x89PNG\r\n\x1a\nniets")


def spoil_drawing(image):
    """The same with a drawing that our tools break on."""
    lose(image)
    content = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%b</svg>'
    name = image.file.storage.save(
        "diep.svg", ContentFile(content % (b"<g>" * 5000 + b"</g>" * 5000))
    )
    Image.objects.filter(pk=image.pk).update(file=name)


@pytest.mark.parametrize("harm", [lose, spoil, spoil_drawing])
class TestImageThatCannotBeShown:
    @pytest.fixture
    def image(self, home, harm):
        image = LibraryImageFactory(description="Een gedekte tafel")
        harm(image)
        return Image.objects.get(pk=image.pk)

    def test_is_a_gap_on_public_pages(self, client, home, image):
        index = NewsIndexPageFactory(parent=home)
        item = NewsPageFactory(parent=index, title="Met een gat", lead_image=image)
        PartnerFactory(name="Gemeente Dordrecht", logo=image, logo_dark=image)

        feeds = [index.url + index.reverse_subpage(name) for name in ["rss", "atom"]]

        for address in [home.url, index.url, item.url, *feeds]:
            assert client.get(address).status_code == 200, address
        html = client.get(item.url).content.decode()
        assert "img/sharing.png" in html
        assert "not-found" not in html
        assert "Gemeente Dordrecht" in html

    def test_is_a_gap_in_the_admin(self, admin, image):
        for name, *arguments in [
            ("wagtailimages:index",),
            ("wagtailimages:edit", image.pk),
            ("wagtailimages_chooser:choose",),
            ("wagtailimages_chooser:chosen", image.pk),
            ("wagtailimages:delete", image.pk),
        ]:
            response = admin.get(reverse(name, args=arguments))
            assert response.status_code == 200, name


def test_drawings_of_a_list_cost_no_query_each(home, django_assert_num_queries):
    index = NewsIndexPageFactory(parent=home)
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"/>'
    for number in range(4):
        image = LibraryImageFactory(file=ContentFile(drawing, f"tekening{number}.svg"))
        NewsPageFactory(parent=index, title=f"Bericht {number}", lead_image=image)
        get_renditions(image, "card")
    cache.clear()
    items = list(NewsPage.objects.for_cards())

    with django_assert_num_queries(0):
        found = [get_renditions(item.lead_image, "card") for item in items]

    assert [len(renditions) for renditions in found] == [1, 1, 1, 1]
