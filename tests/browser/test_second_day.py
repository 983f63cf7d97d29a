"""What an editor made yesterday is changed, cleared, moved and put back today."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from lxml import html
from playwright.sync_api import expect

from tests.browser.editors import Chooser, Editor, Parts

BLOCKS = "/over-ons/voorbeelden-van-blokken/"
ABOUT = "/over-ons/"
HOW = "/over-ons/hoe-wij-werken/"
JOIN = "/over-ons/meedoen/"
NEWS_ITEM = "/nieuws/armoede-staat-niet-alleen/"
TEAM = "/werkteams/samenspel-formeel-en-informeel/"
PARTNERS = "snippets/partners/partner/"


@pytest.fixture(scope="module")
def window(browser, staff, served):
    """One window for all tests here: each of them opens the form that it is about."""
    with Editor.at_work(browser, served, staff) as editor:
        yield editor


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
    is_required: bool = False

    def __str__(self):
        return self.id.removeprefix("id_")


CHOICES = [
    Choice(lambda editor: editor.open_page(NEWS_ITEM), "id_lead_image", "Logo Gemeente Rotterdam"),
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
    # In a form of an InlinePanel.
    Choice(
        lambda editor: editor.open_page(TEAM, "Mensen"),
        "id_members-0-role",
        "student",
        is_required=True,
    ),
    Choice(
        lambda editor: editor.open_page("/"),
        "id_featured_news-1-item",
        "Van leren naar doen",
        is_required=True,
    ),
    # In a block.
    Choice(lambda editor: editor.open_page(JOIN), "body-5-value-link-page", "Contact"),
    Choice(
        lambda editor: editor.open_page(BLOCKS),
        "body-7-value-image-image",
        "Logo Gemeente Rotterdam",
        is_required=True,
    ),
]


class TestChoice:
    @pytest.mark.parametrize("choice", CHOICES, ids=str)
    def test_is_changed_and_cleared(self, editor, choice):
        choice.open(editor)
        chooser = Chooser(editor.page, choice.id)

        chooser.change(choice.other)
        editor.save()
        expect(chooser.title).to_have_text(choice.other)
        if not choice.is_required:
            chooser.clear()
            editor.save()
            expect(chooser.value).to_have_value("")

    def test_of_a_document_is_changed_for_a_new_file(self, editor):
        editor.open_page(BLOCKS)
        chooser = Chooser(editor.page, "body-13-value-document")

        chooser.change_for_file("Agenda", b"%PDF-1.7\n")
        editor.save()

        expect(chooser.title).to_have_text("Agenda")

    def test_of_a_redirect_leads_visitors_elsewhere(self, editor):
        editor.open_item("redirects/", "/en/about-us/meedoen")

        Chooser(editor.page, "id_redirect_page").change("How we work")
        editor.save()

        assert editor.visit("/en/about-us/meedoen").url.endswith("/how-we-work/")


class TestDate:
    @pytest.mark.parametrize(
        ("path", "tab", "field"),
        [(NEWS_ITEM, None, "id_date"), (TEAM, "Voortgang", "id_milestones-1-date")],
        ids=["of news", "of a milestone"],
    )
    def test_is_changed_in_the_calendar(self, editor, path, tab, field):
        editor.open_page(path, tab)
        date = editor.page.locator(f"#{field}")

        date.click()
        editor.page.locator(".xdsoft_datetimepicker:visible td[data-date='16']").first.click()
        editor.save()

        expect(date).to_have_value(re.compile("^16-"))

    def test_and_time_of_expiry_are_set_and_cleared(self, editor):
        editor.open_page(ABOUT)
        field = editor.page.locator("#id_expire_at")

        editor.schedule(field, "31-12-2099 10:30")
        expect(field).to_have_value("31-12-2099 10:30")
        editor.schedule(field, "")

        expect(field).to_have_value("")


class TestTicks:
    def test_of_themes_are_changed_and_put_back(self, editor):
        editor.open_page(NEWS_ITEM)

        self.change_and_put_back(editor, editor.page.locator("[name=themes]").first)

    def test_of_roles_are_changed_and_put_back(self, editor, colleague):
        editor.open_item("users/", "Noor de Collega", "Rollen")

        self.change_and_put_back(editor, editor.page.locator("[name=groups]").first)

    def change_and_put_back(self, editor, box):
        before = box.is_checked()

        for is_ticked in [not before, before]:
            # Also on a tab that is not in front.
            box.evaluate("box => box.click()")
            editor.save()
            expect(box).to_be_checked(checked=is_ticked)

    def test_tags_are_added_and_removed(self, editor):
        editor.open_item("images/?q=keukentafel", "Aan de keukentafel")
        tags = editor.page.locator(".tagit-label")

        editor.page.locator(".tagit-new input").fill("keuken,")
        editor.save()
        expect(tags).to_have_text("keuken")
        editor.page.locator(".tagit-close").click()
        editor.save()

        expect(tags).to_have_count(0)


class TestInlinePanel:
    @pytest.fixture
    def news(self, editor):
        """The featured news on the form of the home page."""
        editor.open_page("/")
        return Parts(editor.page, "[data-inline-panel-child][id^=inline_child_featured_news]")

    def read(self, news):
        """Return the titles of the news items, in their order."""
        return news.shown.locator("[data-chooser-title]").all_inner_texts()

    def test_has_its_order_changed(self, editor, news):
        first, second, third = self.read(news)

        news.press(1, "Verplaats naar boven")
        editor.save()

        assert self.read(news) == [second, first, third]

    def test_has_one_removed_and_another_added(self, editor, news):
        first, _second, third = self.read(news)

        news.press(1, "Verwijder")
        editor.page.get_by_role("button", name="Voeg nieuwsbericht toe").click()
        added = Chooser(editor.page, "id_featured_news-3-item")
        added.choose("Naar het stadhuis")
        added.change("Veertien mensen aan tafel")
        editor.save()

        assert self.read(news) == [first, third, "Veertien mensen aan tafel"]


class TestBlocks:
    @pytest.fixture
    def blocks(self, editor):
        """The blocks on the form of a page: a text, a heading, a text, and more."""
        editor.open_page(JOIN)
        # Not those that a block has inside, such as the questions in a list of them.
        block = "[data-streamfield-child]"
        return Parts(editor.page, f"{block}:not({block} {block})")

    def read(self, blocks):
        """Return the types of the blocks in their order, as stored."""
        types = blocks.shown.locator(">input[name$=-type]")
        return types.evaluate_all("inputs => inputs.map(input => input.value)")

    @pytest.mark.parametrize(
        ("button", "change"),
        [
            ("Verplaats naar boven", lambda first, second, *rest: [second, first, *rest]),
            ("Omlaag", lambda first, second, third, *rest: [first, third, second, *rest]),
            ("Dupliceer", lambda first, second, *rest: [first, second, second, *rest]),
            ("Verwijderen", lambda first, second, *rest: [first, *rest]),
        ],
        ids=["up", "down", "copied", "deleted"],
    )
    def test_are_put_elsewhere(self, editor, blocks, button, change):
        before = self.read(blocks)

        blocks.press(1, button)
        editor.save()

        assert self.read(blocks) == change(*before)

    def test_are_put_back_with_the_keyboard(self, editor, blocks):
        before = self.read(blocks)

        blocks.press(1, "Verwijderen")
        undo = editor.page.get_by_role("button", name="Zet terug")
        expect(undo).to_be_focused()
        expect(undo).to_have_accessible_description(re.compile("is verwijderd"))
        editor.page.keyboard.press("Enter")
        expect(undo).to_have_count(0)
        editor.save()

        assert self.read(blocks) == before

    def test_are_added_between(self, editor, blocks):
        before = self.read(blocks)

        editor.page.get_by_role("button", name="Blok invoegen").nth(1).click()
        editor.page.get_by_role("listbox").get_by_role("option", name="Kop").click()
        blocks.shown.nth(1).locator("[name$=-value-text]").fill("Ertussen")
        editor.save()

        assert self.read(blocks) == [before[0], "heading", *before[1:]]


class TestPage:
    def test_is_copied_below_another_and_moved(self, editor):
        parent = Chooser(editor.page, "id_new_parent_page")

        editor.open_page(HOW, action="copy")
        editor.page.get_by_label("Nieuwe titel").fill("Hoe wij samen werken")
        editor.page.get_by_label("Nieuwe slug").fill("samen")
        editor.page.get_by_label("Publiceer gekopieerde pagina").check()
        parent.change("Privacy")
        editor.press("Kopieer deze pagina")
        assert "Hoe wij samen werken" in editor.visit("/privacy/samen/").text()
        editor.open_page("/privacy/samen/", action="move")
        parent.change("Over ons")
        editor.press("Bevestig")
        editor.press(re.compile("^Ja"))

        assert "Hoe wij samen werken" in editor.visit("/over-ons/samen/").text()
        assert editor.visit("/privacy/samen/").url.endswith("/over-ons/samen/")

    def test_is_put_back_as_it_was(self, editor):
        editor.open_page("/nieuws/drie-werkteams/")
        title = editor.page.locator("#id_title")

        title.fill("Vier werkteams gaan aan de slag")
        editor.save()
        editor.page.goto(editor.form.replace("/edit/", "/history/"))
        row = editor.page.get_by_role("row", name="Concept opgeslagen").last
        row.get_by_role("button", name="Acties").click()
        row.get_by_role("link", name="Beoordeel deze versie").click()
        editor.press(re.compile("^Vervang"))
        editor.page.goto(editor.form)

        expect(title).to_have_value("Drie werkteams gaan aan de slag")


class TestPartners:
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
