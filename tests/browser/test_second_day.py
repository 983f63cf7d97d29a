"""What an editor made yesterday is changed, cleared, moved and put back today."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.browser.editors import Chooser, Editor

PARTNERS = "snippets/partners/partner/"
TEAM = "/werkteams/samenspel-formeel-en-informeel/"


@pytest.fixture(scope="module")
def window(browser, staff, served):
    """One window for all tests here: each of them opens the form that it is about."""
    context = browser.new_context(
        locale="nl-NL", storage_state=staff, viewport={"width": 1400, "height": 1000}
    )
    yield Editor(context.new_page(), served)
    context.close()


@pytest.fixture
def editor(window):
    """An editor at whose work the browser does not complain."""
    window.complaints.clear()
    yield window
    assert window.complaints == []


@dataclass(frozen=True)
class Choice:
    """A chooser that holds something, and what may be chosen instead."""

    open: Callable
    id: str
    other: str

    def __str__(self):
        return self.id.removeprefix("id_")


OPTIONAL = [
    Choice(
        lambda editor: editor.open_page("/nieuws/armoede-staat-niet-alleen/"),
        "id_lead_image",
        "Logo Gemeente Rotterdam",
    ),
    Choice(
        lambda editor: editor.open_item(PARTNERS, "Hogeschool Inholland"),
        "id_logo",
        "Logo Wonen Voorbeeld (voorbeeld)",
    ),
    Choice(
        lambda editor: editor.open_item(PARTNERS, "Gemeente Rotterdam"),
        "id_municipality",
        "Voorbeeldgemeente",
    ),
]
REQUIRED = [
    Choice(lambda editor: editor.open_page(TEAM, tab="Mensen"), "id_members-0-role", "student"),
    Choice(lambda editor: editor.open_page("/"), "id_featured_news-1-item", "Van leren naar doen"),
]


class TestChoice:
    @pytest.mark.parametrize("choice", [*OPTIONAL, *REQUIRED], ids=str)
    def test_is_changed(self, editor, choice):
        choice.open(editor)
        chooser = Chooser(editor.page, choice.id)

        chooser.change(choice.other)
        editor.save()

        expect(chooser.title).to_have_text(choice.other)

    @pytest.mark.parametrize("choice", OPTIONAL, ids=str)
    def test_is_cleared(self, editor, choice):
        choice.open(editor)
        chooser = Chooser(editor.page, choice.id)
        expect(chooser.value).not_to_have_value("")

        chooser.clear()
        editor.save()

        expect(chooser.value).to_have_value("")
