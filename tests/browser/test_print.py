"""The pages on paper: what is of no use there is gone, and nothing is cut off."""

import re

import pytest

from tests.browser.test_accessibility import by_template
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


@by_template
def test_a_page_on_paper_is_whole_and_nothing_else(printed):
    """No navigation, every link with its address, what was folded open, nothing too wide."""
    measures = ["onlyForScreens", "linksWithoutAddress", "folded", "outsidePaper"]

    assert printed.find_faults(*measures) == {}


@view("route")
def test_the_route_is_one_sheet(printed):
    assert count_sheets(printed) == 1


@view("blocks")
def test_examples_of_all_blocks_are_more(printed):
    assert count_sheets(printed) > 1
