"""An editor translates in the browser: by keyboard, from a new page to a minor change."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.editors import Chooser, Editor
from tests.browser.visits import find_violations

BOARD = "/admin/translations/"
# Faults of Wagtail's own pages around ours (its header, menu and messages).
OF_WAGTAIL = {"region"}


@pytest.fixture
def editor(open_page, staff, served):
    """A page of a browser that is signed in; `served` leads to the site."""
    page = open_page(BOARD, storage_state=staff, viewport={"width": 1400, "height": 1000})
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


def press(page, locator):
    """Go to a control and use it by keyboard."""
    locator.focus()
    page.keyboard.press("Enter")


def publish_dutch(page, served, title, summary):
    """Publish a Dutch news item, new or there already, with a summary."""
    page.goto(f"{served}/admin/news/")
    item = page.get_by_role("link", name=title, exact=True).first
    if item.count():
        press(page, item)
    else:
        press(page, page.get_by_role("link", name="Nieuwsbericht toevoegen"))
        # Letter by letter: Wagtail's script makes the address of the page from what is typed.
        page.locator("#id_title").press_sequentially(title)
        expect(page.locator("#id_slug")).not_to_have_value("")
    page.locator("#id_summary").fill(summary)
    press(page, page.locator("footer").get_by_role("button", name="Publiceren"))
    expect(page.locator(".messages")).to_contain_text("gepubliceerd")


def test_an_editor_translates_catches_up_and_keeps_a_minor_change(editor, served):
    # A new page, in Dutch only.
    publish_dutch(editor, served, "Pannen op tafel", "Vijf pannen.")
    editor.goto(f"{served}{BOARD}?state=missing")
    row = editor.get_by_role("row", name=re.compile("Pannen op tafel"))
    assert find_violations(editor, "main", OF_WAGTAIL) == []

    # Translate and publish it.
    press(editor, row.get_by_role("button", name=re.compile("Start vertaling")))
    expect(editor.get_by_role("heading", name="Pannen op tafel", exact=True)).to_be_visible()
    assert find_violations(editor, "main", OF_WAGTAIL) == []
    editor.get_by_role("textbox", name="Titel").fill("Pans on the table")
    press(editor, editor.get_by_role("button", name="Publiceren", exact=True))

    # It asks what to do about the summary.
    expect(editor.get_by_text("Wat zien bezoekers op deze plaatsen?")).to_be_visible()
    assert find_violations(editor, "main", OF_WAGTAIL) == []
    press(editor, editor.get_by_role("button", name="Publiceren", exact=True))
    expect(editor.locator(".messages")).to_contain_text("is gepubliceerd")
    editor.goto(f"{served}/en/news/pans-on-the-table/")
    expect(editor.locator("main [lang=nl]").first).to_contain_text("Vijf pannen.")

    # Translate the rest.
    editor.goto(f"{served}{BOARD}?state=gaps")
    row = editor.get_by_role("row", name=re.compile("Pannen op tafel"))
    press(editor, row.get_by_role("link", name=re.compile("Vul de gaten")))
    editor.get_by_role("textbox", name="Samenvatting").fill("Five pans.")
    press(editor, editor.get_by_role("button", name="Publiceren", exact=True))
    expect(editor.locator(".messages")).to_contain_text("is gepubliceerd")

    # A minor change in Dutch keeps it as it is.
    publish_dutch(editor, served, "Pannen op tafel", "Vijf pannen!")
    expect(editor.locator(".messages")).to_contain_text("loopt nu 1 passage achter")
    press(editor, editor.get_by_role("link", name="Kleine wijziging"))
    # The address is there before the page is.
    expect(editor).to_have_url(re.compile("/minor/$"))
    expect(editor.get_by_role("button", name=re.compile("Kleine wijziging"))).to_be_visible()
    assert find_violations(editor, "main", OF_WAGTAIL) == []
    press(editor, editor.get_by_role("button", name=re.compile("Kleine wijziging")))
    expect(editor.locator(".messages")).to_contain_text("weer actueel")

    # A real change is shown word by word, beside the old translation.
    publish_dutch(editor, served, "Pannen op tafel", "Zes pannen!")
    press(editor, editor.get_by_role("link", name="Bekijk", exact=True))
    expect(editor.locator("del")).to_contain_text("Vijf")
    expect(editor.locator("ins")).to_contain_text("Zes")
    expect(editor.get_by_role("textbox", name="Samenvatting")).to_have_value("Five pans.")
    assert find_violations(editor, "main", OF_WAGTAIL) == []
    editor.get_by_role("textbox", name="Samenvatting").fill("Six pans!")
    press(editor, editor.get_by_role("button", name="Publiceren", exact=True))
    expect(editor.locator(".messages")).to_contain_text("is gepubliceerd")

    editor.goto(f"{served}/en/news/pans-on-the-table/")
    expect(editor.locator("main")).to_contain_text("Six pans!")
    assert editor.locator("main [lang=nl]").count() == 0
    assert [text for text in editor.complaints if "Content Security Policy" in text] == []


class TestTwoWindows:
    @pytest.fixture
    def mine(self, browser, staff, served):
        with Editor.at_work(browser, served, staff) as editor:
            yield self.open(editor)
            assert editor.complaints == []

    @pytest.fixture
    def theirs(self, mine, browser, colleague, served):
        with Editor.at_work(browser, served, colleague) as editor:
            yield self.open(editor)
            assert editor.complaints == []

    def open(self, editor):
        """Return the window of an editor, with a translation in it."""
        editor.open_translation("Armoede staat niet alleen")
        return editor

    def type_title(self, editor, words):
        editor.page.get_by_role("textbox", name="Titel", exact=True).fill(words)

    def test_see_each_other_and_compare(self, mine, theirs):
        mine.look_again()
        here = mine.page.get_by_text("Noor de Collega is hier ook aan het vertalen.")
        expect(here).to_be_visible()

        self.type_title(theirs, "Our news")
        expect(theirs.page.get_by_text("Bewaard om")).to_be_visible()
        self.type_title(mine, "All news")
        mine.page.get_by_text("Noor de Collega schreef hier intussen iets anders").wait_for()
        expect(mine.page.get_by_text("De rest is bewaard.")).to_be_visible()
        assert find_violations(mine.page, "main", OF_WAGTAIL) == []

        mine.page.get_by_role("radio", name=re.compile("Our news")).check()
        title = mine.page.get_by_role("textbox", name="Titel", exact=True)
        expect(title).to_have_value("Our news")
        expect(mine.page.get_by_text("Bewaard om")).to_be_visible()

        self.type_title(mine, "News")
        expect(mine.page.get_by_role("radio")).to_have_count(0)
        mine.page.get_by_role("button", name="Bewaar als concept").press("Enter")
        expect(mine.page.locator(".messages")).to_contain_text("Bewaard")


class TestWhatEnglishHasOfItsOwn:
    @pytest.fixture
    def window(self, browser, staff, served):
        with Editor.at_work(browser, served, staff) as editor:
            editor.open_translation("Armoede staat niet alleen")
            yield editor
            assert editor.complaints == []

    def test_is_chosen_and_cleared(self, window):
        own = window.page.get_by_role("group", name="Hoofdafbeelding", exact=True)
        press(window.page, own.locator("summary"))
        assert find_violations(window.page, "main", OF_WAGTAIL) == []
        field = own.locator("input[name^=own-]").first
        chooser = Chooser(window.page, field.get_attribute("id"))

        chooser.choose("In het park")
        expect(window.page.get_by_text("Bewaard om")).to_be_visible()
        window.page.goto(window.form)
        expect(chooser.title).to_have_text("In het park")

        chooser.clear()
        expect(window.page.get_by_text("Bewaard om")).to_be_visible()
        window.page.goto(window.form)
        expect(chooser.value).to_have_value("")


def test_an_editor_sees_the_page_while_typing(editor, served):
    publish_dutch(editor, served, "Kleed op tafel", "Een kleed.")
    editor.goto(f"{served}{BOARD}?state=missing")
    row = editor.get_by_role("row", name=re.compile("Kleed op tafel"))
    press(editor, row.get_by_role("button", name=re.compile("Start vertaling")))
    title = editor.get_by_role("textbox", name="Titel", exact=True)
    expect(title).to_be_visible()

    editor.locator("[data-side-panel-toggle=preview]").click()
    page = editor.frame_locator("#w-preview-iframe")
    expect(page.get_by_role("heading", name="Kleed op tafel")).to_be_visible()

    # Wagtail looks for changes from two seconds after the form was opened.
    title.fill("Cloth on the table")
    expect(page.get_by_role("heading", name="Cloth on the table")).to_be_visible()
    # What is not translated is marked.
    expect(page.locator("main [lang=nl]").first).to_contain_text("Een kleed.")
    # The panel covers no field.
    panel = editor.locator("[data-side-panel=preview]").bounding_box()
    field = title.bounding_box()
    assert field["x"] + field["width"] <= panel["x"]
    assert find_violations(editor, "#main form", OF_WAGTAIL) == []

    # Both languages beside each other, as they are saved.
    editor.on("dialog", lambda dialog: dialog.accept())
    press(editor, editor.get_by_role("link", name="Bekijk beide talen naast elkaar"))
    both = [
        editor.frame_locator(f"iframe[title^='{language}: Kleed op tafel']")
        for language in ["Nederlands", "Engels"]
    ]
    for side in both:
        expect(side.get_by_role("heading", name="Kleed op tafel")).to_be_visible()
    assert find_violations(editor, "main", OF_WAGTAIL) == []
    assert [text for text in editor.complaints if "Content Security Policy" in text] == []
