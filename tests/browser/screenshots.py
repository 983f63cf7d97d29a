"""Pictures of every page in every form, to look at: `make screenshots`.

Not part of the tests, but made with their pages and their browser.
"""

from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.test_accessibility import each_scheme
from tests.browser.views import DESKTOP, PHONE, VIEWS

# The picture in the README: the upper part of the home page.
TOP = {"x": 0, "y": 0, "width": 1280, "height": 1180}

FETCH_IMAGES = """async () => {
    const pictures = [...document.images]
    pictures.forEach(picture => picture.loading = "eager")
    await Promise.all(pictures.map(picture => picture.decode().catch(() => null)))
}"""


@pytest.fixture(scope="session")
def folder():
    folder = Path(settings.VAR_DIR) / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.mark.parametrize(("width", "viewport"), [("412", PHONE), ("1280", DESKTOP)])
@each_scheme
def test_screen(shown, folder, scheme, width, viewport):
    shown.show(viewport, scheme)
    shown.page.evaluate(FETCH_IMAGES)

    path = folder / f"{shown.view}-{width}-{scheme}.png"
    shown.page.screenshot(path=path, full_page=True, scale="css")


def test_paper(shown, folder):
    shown.page.evaluate(FETCH_IMAGES)
    shown.show(media="print")

    shown.page.pdf(path=folder / f"{shown.view}.pdf", format="A4", prefer_css_page_size=True)


@pytest.mark.parametrize("visit", VIEWS[:1], ids=str, indirect=True, scope="session")
def test_top_of_the_home_page(shown, folder):
    shown.show(DESKTOP)
    shown.page.evaluate(FETCH_IMAGES)

    shown.page.screenshot(path=folder / "readme.png", full_page=True, clip=TOP, scale="css")
