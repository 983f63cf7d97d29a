"""What the large buttons of the first screen lead to, as far as only a browser shows."""

import re

from playwright.sync_api import expect

TEAM = "Samenspel formeel en informeel"


class TestTheButtonForACall:
    def test_leads_to_an_empty_call_to_type_in(self, editor):
        editor.open("")
        main = editor.page.get_by_role("main")
        main.get_by_role("link", name="Oproep", exact=True).click()

        main.get_by_role("link", name=TEAM).click()

        focused = editor.page.locator(":focus")
        expect(focused).to_have_attribute("id", re.compile(r"^id_open_calls-\d+-title$"))
        expect(focused).to_be_in_viewport()
        expect(focused).to_have_value("")
        # Who loads the form again did not ask for another one.
        expect(editor.page).to_have_url(re.compile(r"/edit/$"))
