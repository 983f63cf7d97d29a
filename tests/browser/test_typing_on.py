"""An editor who goes from field to field with Tab, and types on."""

import pytest
from playwright.sync_api import expect

from tests.browser.editors import Editor

PAGE = "/nieuws/naar-het-stadhuis/"


@pytest.fixture
def editor(browser, served, staff):
    with Editor.at_work(browser, served, staff) as editor:
        editor.open_page(PAGE)
        yield editor
        assert editor.complaints == []


class TestTab:
    def test_leads_to_the_next_field(self, editor):
        editor.page.get_by_role("textbox", name="Kop*").first.focus()

        editor.page.keyboard.press("Tab")

        expect(editor.page.get_by_role("combobox", name="Niveau*").first).to_be_focused()

    def test_passes_the_comment_on_a_field(self, editor):
        editor.page.locator("#id_summary").focus()

        editor.page.keyboard.press("Tab")
        editor.page.keyboard.type("woorden met spaties")

        expect(editor.page.locator(".comment")).to_have_count(0)


class TestCommenting:
    def test_is_done_with_the_keyboard(self, editor):
        editor.page.locator("#id_summary").focus()

        editor.page.keyboard.press("Control+Alt+m")

        expect(editor.page.locator(".comment").first).to_be_visible()
