"""The panel "Before you publish" while somebody types, and what the browser adds to links."""

import re

from playwright.sync_api import expect

BLOCKS = "/over-ons/voorbeelden-van-blokken/"


class TestAdvice:
    def test_follows_what_is_typed_and_leads_there(self, editor):
        page = editor.page
        # What is typed before Wagtail watches the form, it does not see as a change.
        page.add_init_script(
            "addEventListener('w-unsaved:watch-edits', () => document.body.dataset.watched = '')"
        )
        editor.open_page(BLOCKS)
        expect(page.locator("body[data-watched]")).to_be_attached()
        page.locator("[data-side-panel-toggle=checks]").click()
        text = page.locator(".public-DraftEditor-content").first

        text.click()
        text.press("ControlOrMeta+End")
        text.press_sequentially(" KOM ALLEMAAL OOK ERBIJ")
        advice = page.locator(".advice__item", has_text="KOM ALLEMAAL OOK")
        expect(advice).to_be_visible()
        number = page.locator("[data-advice]").get_attribute("data-advice")
        expect(page.locator("[data-side-panel-toggle=checks]")).to_have_text(re.compile(number))

        # A screen reader hears the number, and not all of the advice again after every autosave.
        said = page.locator("#advice").locator("[role=status], [aria-live]")
        expect(said).to_have_text([f"Voor u publiceert: {number}"])

        advice.get_by_role("link").click()
        expect(text).to_be_focused()


def test_a_link_to_another_site_says_so(open_page):
    page = open_page("/")
    page.locator("main").evaluate(
        "main => main.innerHTML = '<p class=flow><a href=\"https://example.org/\">elders</a></p>'"
    )

    sign = page.locator("main a").evaluate("a => getComputedStyle(a, '::after').content")

    assert "↗" in sign
    assert "andere website" in sign
