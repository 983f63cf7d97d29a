"""Somebody who is signed out while typing: at the end of a long lunch, or elsewhere."""

import re

import pytest
from playwright.sync_api import expect

from installation.login import EMAIL
from tests.browser.editors import Editor
from tests.browser.logins import log_in

PAGE = "/nieuws/naar-het-stadhuis/"


@pytest.fixture
def editor(browser, served, password):
    """An editor whose cookies are not those of the other tests, which go on with theirs."""
    login = log_in(browser, served, EMAIL, password)
    with Editor.at_work(browser, served, login) as editor:
        yield editor
        assert editor.complaints == []


def log_in_here(page, password):
    """Log in on the screen that a page shows."""
    page.get_by_label("E-mailadres").fill(EMAIL)
    page.locator("input[name=password]").fill(password)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_url("**/admin/")


def come_back(editor, link, password):
    """Sign in in the tab that a link opens, and return to the first."""
    with editor.page.context.expect_page() as opened:
        link.click()
    log_in_here(opened.value, password)
    opened.value.close()
    editor.page.evaluate("window.dispatchEvent(new Event('focus'))")


def is_saved(response):
    """Return whether a response is to the editor's own saving of a draft, and says that it did."""
    is_autosave = response.request.headers.get("accept") == "application/json"
    return is_autosave and response.request.method == "POST" and response.json()["success"]


class TestWhoIsSignedOutWhileTyping:
    def test_signs_in_in_another_tab_and_goes_on(self, editor, password):
        editor.page.clock.install()
        editor.open_page(PAGE)
        # Wagtail looks at first what there is, and for changes after that.
        editor.page.clock.run_for(5000)
        editor.page.context.clear_cookies()
        summary = editor.page.locator("#id_summary")
        summary.fill("Getypt na de lunch.")
        editor.page.clock.run_for(5000)
        warning = editor.page.locator(".footer__save-warning")
        expect(warning).to_contain_text("U bent uitgelogd. Log in in een nieuw tabblad")
        expect(summary).to_have_value("Getypt na de lunch.")

        with editor.page.expect_response(is_saved):
            come_back(editor, warning.get_by_role("link"), password)
            editor.page.clock.resume()

        editor.page.goto(editor.form)
        expect(summary).to_have_value("Getypt na de lunch.")

    def test_sends_again_what_was_refused(self, editor, password):
        editor.open_item("snippets/teams/theme/", "Ontmoeting")
        editor.page.context.clear_cookies()
        editor.page.locator("#id_name").fill("Ontmoeting in de buurt")
        editor.press("Opslaan")
        link = editor.page.get_by_role("link", name="Log in in een nieuw tabblad")
        expect(editor.page.get_by_role("heading")).to_have_text("Nog niet opgeslagen")

        with editor.page.expect_response("**/admin/token/"):
            come_back(editor, link, password)
        editor.press("Opnieuw versturen")

        expect(editor.page.locator(".messages .success")).to_be_visible()
        editor.page.goto(editor.form)
        expect(editor.page.locator("#id_name")).to_have_value("Ontmoeting in de buurt")

    def test_goes_on_with_a_translation(self, editor, password):
        """Without waiting for anything, or pressing a button, what is typed afterwards is kept."""
        editor.open_translation("Armoede staat niet alleen")
        title = editor.page.get_by_role("textbox", name="Titel", exact=True)
        editor.page.context.clear_cookies()
        title.press("End")
        title.press_sequentially(" after all")
        warning = editor.page.locator(".footer__save-warning")
        expect(warning).to_contain_text("U bent uitgelogd. Log in in een nieuw tabblad")

        with editor.page.expect_response(is_saved):
            come_back(editor, warning.get_by_role("link"), password)

        expect(editor.page.get_by_text(re.compile("Bewaard om"))).to_be_visible()
        editor.page.goto(editor.form)
        expect(title).to_have_value(re.compile(" after all$"))
