"""An editor types a date as people write it, in each kind of date field that the admin has."""

import pytest
from playwright.sync_api import expect

from tests.browser.editors import Editor

NEWS_ITEM = "/nieuws/van-leren-naar-doen/"
STATEMENT = "/toegankelijkheid/"
# A page with the field, and which it is: on the page, and in a block.
FIELDS = [(NEWS_ITEM, "#id_date"), (STATEMENT, "[name$='-value-date'] >> nth=0")]


@pytest.fixture(scope="module")
def editor(browser, staff, served):
    with Editor.at_work(browser, served, staff) as editor:
        yield editor


@pytest.fixture(scope="module", params=FIELDS, ids=["page", "block"])
def date(editor, request):
    """A date field of a form, in which all tests type one date after another."""
    path, field = request.param
    editor.open_page(path)
    return editor.page.locator(field)


def type_date(date, typed):
    """Type a date and leave the field with Tab."""
    date.fill(typed)
    date.press("Tab")


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("2018-05-13", "13-05-2018"),
        ("13-5-2018", "13-05-2018"),
        ("13/5/2018", "13-05-2018"),
        ("13 mei 2018", "13-05-2018"),
        ("1 mrt 2018", "01-03-2018"),
    ],
)
def test_a_date_is_understood(date, typed, understood):
    type_date(date, typed)

    expect(date).to_have_value(understood)


def test_what_is_no_date_is_refused_and_stays(editor):
    editor.open_page(NEWS_ITEM)
    date = editor.page.locator("#id_date")

    for typed in ["31-2-2018", "binnenkort"]:
        type_date(date, typed)
        editor.press("Bewaar concept")
        expect(date).to_have_value(typed)
        expect(editor.page.get_by_text("Voer een geldige datum in.").first).to_be_visible()
