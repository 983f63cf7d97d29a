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


def type_date(editor, path, field, typed):
    """Type a date and leave the field with Tab; return the field."""
    editor.open_page(path)
    date = editor.page.locator(field)
    date.fill(typed)
    date.press("Tab")
    return date


@pytest.mark.parametrize(("path", "field"), FIELDS, ids=["page", "block"])
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
def test_a_date_is_understood(editor, path, field, typed, understood):
    date = type_date(editor, path, field, typed)

    expect(date).to_have_value(understood)


@pytest.mark.parametrize("typed", ["31-2-2018", "binnenkort"])
def test_what_is_no_date_is_refused_and_stays(editor, typed):
    type_date(editor, NEWS_ITEM, "#id_date", typed)

    editor.press("Bewaar concept")

    expect(editor.page.locator("#id_date")).to_have_value(typed)
    expect(editor.page.get_by_text("Voer een geldige datum in.").first).to_be_visible()
