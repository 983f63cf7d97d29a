"""What is drawn where nobody chose a picture."""

from pathlib import Path

import pytest
from django.conf import settings
from pytest_django.asserts import assertContains, assertNotContains

from library.models import PeopleShown
from news.models import NewsPage
from teams.scenes import OF_THEMES, WITHOUT_THEME, get_scene
from tests.factories import (
    LibraryImageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    ThemeFactory,
    translate,
)

SCENES = Path(settings.BASE_DIR) / "static" / "img" / "scenes"


class TestScene:
    @pytest.mark.parametrize("name", [*OF_THEMES, WITHOUT_THEME])
    def test_is_drawn_for_light_and_dark_and_asks_nobody(self, name):
        drawing = (SCENES / f"{name}.svg").read_text()

        assert "prefers-color-scheme: dark" in drawing
        assert "http" not in drawing.replace('xmlns="http://www.w3.org/2000/svg"', "")

    def test_of_a_theme_is_the_same_in_each_language(self, db):
        theme = ThemeFactory()

        assert get_scene([theme]) == get_scene([translate(theme)])

    def test_stands_in_the_place_of_a_picture_and_says_nothing(self, client, home):
        index, theme = NewsIndexPageFactory(parent=home), ThemeFactory()
        item = NewsPageFactory(parent=index, themes=[theme])
        drawing = f'<img src="{get_scene([theme])}" width="320" height="200" alt=""'

        for page in [index, item]:
            assertContains(client.get(page.url), drawing)

        for state, is_drawn in [(PeopleShown.NOBODY, False), (PeopleShown.UNKNOWN, True)]:
            picture = LibraryImageFactory(people_shown=state)
            # As after a picture was withdrawn: no page is published with one that is.
            NewsPage.objects.filter(pk=item.pk).update(lead_image=picture)
            for page in [index, item]:
                check = assertContains if is_drawn else assertNotContains
                check(client.get(page.url), drawing)
