"""The pages on paper: what is of no use there is gone, and nothing is cut off."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.browser.test_accessibility import by_template
from tests.browser.views import VIEWS

# What A4 leaves between the margins of the print stylesheet, in pixels of 1/96 inch.
PAPER = {"width": 672, "height": 985}
# How many sheets of A4 a page of the demonstration may take.
# A team has its meetings, whom to ask, its news and its publications on the last of them.
SHEETS = {"route": 1, "contact": 1, "news": 2, "work-team": 6}


def view(name):
    """Have a test visit one page only."""
    views = [view for view in VIEWS if view.name == name]
    return pytest.mark.parametrize("visit", views, ids=str, indirect=True, scope="session")


@pytest.fixture
def printed(shown):
    """The visit, as it is laid out for paper."""
    shown.show(PAPER, media="print")
    return shown


def print_sheets(visit):
    """Return the sheets of A4 that a page takes, as a list of pypdf's pages."""
    pdf = visit.page.pdf(format="A4", prefer_css_page_size=True, print_background=False)
    return PdfReader(BytesIO(pdf)).pages


@by_template
def test_a_page_on_paper_is_whole_and_nothing_else(printed):
    """No navigation, every link with its address, what was folded open, nothing too wide."""
    measures = ["onlyForScreens", "linksWithoutAddress", "folded", "outsidePaper"]

    assert printed.find_faults(*measures) == {}


@pytest.mark.parametrize(
    ("visit", "sheets"),
    [(view, SHEETS[view.name]) for view in VIEWS if view.name in SHEETS],
    ids=str,
    indirect=["visit"],
    scope="session",
)
def test_a_page_takes_no_more_paper_than_it_needs(printed, sheets):
    assert len(print_sheets(printed)) <= sheets


@view("blocks")
def test_examples_of_all_blocks_are_more(printed):
    assert len(print_sheets(printed)) > 1


@view("work-team")
def test_an_address_within_the_site_is_one_that_people_can_type(printed, served):
    words = "".join(sheet.extract_text() for sheet in print_sheets(printed))

    address = served.removeprefix("http://") + "/nieuws/naar-het-stadhuis/"
    assert address in re.sub(r"\s", "", words)
