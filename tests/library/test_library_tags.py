from django.core.files.base import ContentFile

from library.templatetags.library_tags import show_image
from tests.factories import LibraryImageFactory

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="260" height="80" viewBox="0 0 260 80"/>'


class TestShowImage:
    def test_gives_a_drawing_whole_sizes_the_first_time_too(self, db):
        logo = LibraryImageFactory(file=ContentFile(DRAWING, "logo.svg"), width=260, height=80)

        html = show_image(logo, "logo")

        assert 'width="260" height="80"' in html
