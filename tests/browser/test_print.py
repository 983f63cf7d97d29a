"""The pages on paper: what is of no use there is gone, and nothing is cut off."""

import re

import pytest

from tests.browser.views import VIEWS

# What A4 leaves between the margins of the print stylesheet, in pixels of 1/96 inch.
PAPER = {"width": 672, "height": 985}


def view(name):
    """Have a test visit one page only."""
    views = [view for view in VIEWS if view.name == name]
    return pytest.mark.parametrize("visit", views, ids=str, indirect=True, scope="session")


@pytest.fixture
def printed(shown):
    """The visit, as it is laid out for paper."""
    shown.show(PAPER, media="print")
    return shown


def count_sheets(visit):
    """Return the number of sheets of A4 that a page takes."""
    pdf = visit.page.pdf(format="A4", prefer_css_page_size=True, print_background=False)
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_navigation_stays_on_the_screen(printed):
    assert printed.measure("onlyForScreens()") == []


def test_links_say_where_they_lead(printed):
    assert printed.measure("linksWithoutAddress()") == []


def test_nothing_is_wider_than_the_paper(printed):
    assert printed.measure("outsidePaper()") == []


def test_what_was_folded_is_open(printed):
    assert printed.measure("folded()") == []


@view("route")
def test_the_route_is_one_sheet(printed):
    assert count_sheets(printed) == 1


@view("blocks")
def test_examples_of_all_blocks_are_more(printed):
    assert count_sheets(printed) > 1
