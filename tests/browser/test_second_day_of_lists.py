"""What stands beside the pages is changed, cleared, moved and put back on the second day."""

from lxml import html
from playwright.sync_api import expect

from tests.browser.editors import Chooser, tick

PARTNERS = "snippets/partners/partner/"


class TestSettings:
    """What is not in the text of a page."""

    def test_of_a_redirect_lead_visitors_elsewhere(self, editor):
        editor.open_item("redirects/", "/en/about-us/meedoen")

        Chooser(editor.page, "id_redirect_page").change("How we work")
        editor.save()

        assert editor.visit("/en/about-us/meedoen").url.endswith("/how-we-work/")

    def test_for_roles_are_changed_and_put_back(self, editor, colleague):
        editor.open_item("users/", "Noor de Collega")
        role = editor.page.locator("[name=groups]").first
        before = role.is_checked()

        for is_ticked in [not before, before]:
            tick(role)
            editor.save()
            expect(role).to_be_checked(checked=is_ticked)

    def test_for_tags_are_added_and_removed(self, editor):
        editor.open_item("images/?q=keukentafel", "Aan de keukentafel")
        tags = editor.page.locator(".tagit-label")

        editor.page.locator(".tagit-new input").fill("keuken,")
        editor.save()
        expect(tags).to_have_text("keuken")
        editor.page.locator(".tagit-close").click()
        editor.save()

        expect(tags).to_have_count(0)


class TestPartners:
    def test_have_their_logo_and_their_municipality_changed_and_cleared(self, editor):
        editor.open_item(PARTNERS, "Gemeente Rotterdam")
        logo = Chooser(editor.page, "id_logo")
        municipality = Chooser(editor.page, "id_municipality")

        logo.change("Logo Wonen Voorbeeld (voorbeeld)")
        municipality.change("Voorbeeldgemeente")
        editor.save()
        expect(logo.title).to_have_text("Logo Wonen Voorbeeld (voorbeeld)")
        expect(municipality.title).to_have_text("Voorbeeldgemeente")

        logo.clear()
        municipality.clear()
        editor.save()
        expect(logo.value).to_have_value("")
        expect(municipality.value).to_have_value("")

    def read(self, editor):
        """Return the names of the partners in the order in which visitors see them."""
        text = editor.visit("/partners/").text()
        return html.fromstring(text).xpath("//main//h3/text()")

    def test_are_dragged_to_another_place_and_back_by_keyboard(self, editor):
        before = self.read(editor)
        editor.open(f"{PARTNERS}?ordering=sort_order")
        first, second = (editor.page.get_by_role("row", name=name) for name in before[:2])

        second.get_by_role("button", name="Sleep").drag_to(first)
        expect(editor.page.locator(".messages .success")).to_contain_text(before[1])
        assert self.read(editor) == [before[1], before[0], *before[2:]]
        first.get_by_role("button", name="Sleep").press("ArrowUp")
        first.get_by_role("button", name="Sleep").press("Enter")
        expect(editor.page.locator(".messages .success")).to_contain_text(before[0])

        assert self.read(editor) == before


class TestContactDetails:
    def test_are_changed_and_put_back(self, editor):
        editor.open("settings/pages/contactsettings/")
        street = editor.page.get_by_label("Straat en huisnummer")
        before = street.input_value()

        street.fill("Nieuwe straat 41")
        editor.save()
        assert "Nieuwe straat 41" in editor.visit("/contact/").text()
        street.fill(before)
        editor.save()

        assert "Nieuwe straat 41" not in editor.visit("/contact/").text()
