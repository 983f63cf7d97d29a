import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains

from library.models import Image, PeopleShown
from library.renditions import get_renditions
from tests.factories import LibraryImageFactory

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="240" height="80" viewBox="0 0 240 80">%b</svg>'
)


class TestImage:
    def test_uses_its_alternative_text_and_never_its_title(self, db):
        assert LibraryImageFactory(title="IMG_1.jpg", description="Een brug").default_alt_text == (
            "Een brug"
        )
        assert LibraryImageFactory(title="IMG_1.jpg", description="").default_alt_text == ""

    def test_needs_a_record_when_people_agreed(self, db):
        image = LibraryImageFactory(people_shown=PeopleShown.CONSENT)

        with pytest.raises(ValidationError) as error:
            image.full_clean()

        assert "consent_record" in error.value.message_dict

    def test_is_shown_larger_on_a_larger_screen(self, db):
        image = LibraryImageFactory(file__width=2000, file__height=1250)

        widths = [rendition.width for rendition in get_renditions(image, "card")]

        assert widths == sorted(widths)
        assert len(set(widths)) >= 2


class TestUpload:
    """What an editor uploads in the admin."""

    def upload(self, admin, content, name="logo.svg", **fields):
        return admin.post(
            reverse("wagtailimages:add"),
            {
                "title": "Logo",
                "file": SimpleUploadedFile(name, content),
                "kind": "logo",
                "people_shown": "nobody",
                "collection": 1,
                **fields,
            },
            follow=True,
        )

    @pytest.mark.parametrize(
        "hostile",
        [
            b"<script>alert(1)</script>",
            b'<rect width="9" height="9" onload="alert(1)"/>',
            b'<a href="javascript:alert(1)"><rect width="9" height="9"/></a>',
            b'<foreignObject><iframe src="https://example.org"/></foreignObject>',
            b'<image href="https://example.org/spy.png" width="9" height="9"/>',
        ],
    )
    def test_takes_everything_active_out_of_an_svg(self, admin, home, hostile):
        self.upload(admin, SVG % (b'<circle r="7" fill="red"/>' + hostile))

        stored = Image.objects.get().file.read()

        for word in [b"script", b"onload", b"foreignObject", b"https://example.org", b"iframe"]:
            assert word not in stored
        assert b'fill="red"' in stored

    def test_keeps_size_and_drawing_of_an_svg(self, admin, home):
        self.upload(admin, SVG % b'<text x="1" y="9" textLength="200">Naam</text>')

        image = Image.objects.get()

        assert (image.width, image.height) == (240, 80)
        assert b'textLength="200"' in image.file.read()

    @pytest.mark.parametrize("content", [b"<html><script>1</script></html>", b"<svg", b"\0\1"])
    def test_refuses_what_is_no_svg_in_dutch(self, admin, home, content):
        response = self.upload(admin, content)

        assert not Image.objects.exists()
        assertContains(response, "error-message")
