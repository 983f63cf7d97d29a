"""The mail of an issue as programs show it: light, dark, without pictures, wide and narrow."""

import pytest

from issues.mail import render
from tests.browser.visits import find_violations
from tests.factories import LibraryImageFactory, NewsletterPageFactory, get_home
from tests.issues.editions import make_edition

# The seventh check of the Email Markup Consortium is among those of axe (color-contrast). A mail is
# a part of the page of a mail program, which has the landmarks.
OF_WHOLE_PAGES = ["landmark-one-main", "region"]


@pytest.fixture(scope="module")
def mail(keep):
    """An issue as HTML, and the bytes of its picture."""
    with keep():
        NewsletterPageFactory(parent=get_home())
        photo = LibraryImageFactory(file__width=1600, file__height=1000, description="Een tafel")
        html = render(make_edition(photo), test_number=3).html
        rendition = photo.renditions.get(filter_spec__startswith="fill-1200")
        with rendition.file.open() as file:
            return html, file.read()


@pytest.mark.parametrize("width", [600, 360])
@pytest.mark.parametrize(
    ("scheme", "has_pictures"), [("light", True), ("dark", True), ("light", False)]
)
def test_mail_can_be_read_by_everybody(browser, mail, width, scheme, has_pictures):
    html, picture = mail
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    context.route(
        "**/*", lambda route: route.fulfill(body=picture) if has_pictures else route.abort()
    )
    page = context.new_page()
    page.set_content(html)

    shown = page.locator("img").evaluate_all("images => images.map(each => each.naturalWidth > 0)")
    assert set(shown) == {has_pictures}
    assert find_violations(page, left_out=OF_WHOLE_PAGES) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()
