from urllib.parse import unquote

from django.core.files.base import ContentFile
from lxml import etree
from lxml.html import fragment_fromstring

from library.templatetags.library_tags import show_image
from tests.factories import LibraryImageFactory

DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Voorbeeld" width="260"
  height="80" viewBox="0 0 260 80">
  <title>Voorbeeld</title>
  <text x="26" y="34">Hogeschool &amp; zo</text>
</svg>
"""


class TestShowImage:
    def test_gives_a_drawing_whole_sizes_the_first_time_too(self, db):
        logo = LibraryImageFactory(file=ContentFile(DRAWING, "logo.svg"), width=260, height=80)

        html = show_image(logo, "logo")

        assert 'width="260" height="80"' in html

    def test_leaves_out_of_a_small_drawing_what_the_page_says(self, db):
        logo = LibraryImageFactory(file=ContentFile(DRAWING, "logo.svg"), width=260, height=80)

        address = fragment_fromstring(show_image(logo, "logo")).get("src")

        drawing = unquote(address.removeprefix("data:image/svg+xml,"))
        assert "Voorbeeld" not in drawing
        assert [each.text for each in etree.fromstring(drawing)] == ["Hogeschool & zo"]
