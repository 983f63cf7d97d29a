"""What an editor made yesterday is changed, cleared, moved and put back today."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.editors import Chooser, Editor, Parts, tick

BLOCKS = "/over-ons/voorbeelden-van-blokken/"
ABOUT = "/over-ons/"
HOW = "/over-ons/hoe-wij-werken/"
JOIN = "/over-ons/meedoen/"
NEWS_ITEM = "/nieuws/armoede-staat-niet-alleen/"
TEAM = "/werkteams/samenspel-formeel-en-informeel/"
ANOTHER_TEAM = "/werkteams/preventie-en-intergenerationele-problematiek/"


def choose_day(editor, date):
    """Choose the sixteenth in the calendar of a date field."""
    date.click()
    editor.page.locator(".xdsoft_datetimepicker:visible td[data-date='16']").first.click()


def is_kept(response):
    """Return whether a response is to the editor's own saving of a draft, and says that it did."""
    is_autosave = response.request.headers.get("accept") == "application/json"
    return is_autosave and response.request.method == "POST" and response.json()["success"]


@pytest.fixture
def still(browser, served, staff):
    """An editor at a window of which the clock stands still, but for what a test lets pass."""
    with Editor.at_work(browser, served, staff) as editor:
        editor.page.clock.install(time=0)
        editor.page.clock.pause_at(1000)
        yield editor


class TestForm:
    def test_that_was_only_looked_at_has_no_draft(self, still):
        """A press comes before the editors of texts are ready, which then write them down anew."""
        sent = []
        still.page.on("request", lambda request: sent.append((request.method, request.url)))
        text = still.page.locator("[name=lessons]")

        still.open_page(ANOTHER_TEAM)
        still.page.locator("#id_title").press("Shift")
        still.page.clock.run_for(10_000)

        expect(text).to_have_value(re.compile('"data":'))
        assert ("POST", still.page.url) not in sent

        with still.page.expect_request(still.page.url):
            text.locator("xpath=..").get_by_role("textbox").press("End")
            still.page.keyboard.type("!")
            still.page.clock.run_for(5000)

    def test_shows_the_calendar_of_the_field_one_is_in_alone(self, still):
        """It comes a moment after the field is entered, which may be left again by then."""
        date, calendar = (
            still.page.locator(each) for each in ["#id_date", ".xdsoft_datetimepicker:visible"]
        )
        still.open_page(NEWS_ITEM)
        still.page.clock.run_for(1000)

        date.focus()
        date.press("Tab")
        still.page.clock.run_for(500)
        expect(calendar).to_have_count(0)

        date.focus()
        still.page.clock.run_for(500)
        expect(calendar).to_have_count(1)


class TestNewsItem:
    def test_has_its_image_its_date_and_its_themes_changed_and_taken_back(self, editor):
        editor.open_page(NEWS_ITEM)
        image = Chooser(editor.page, "id_lead_image")
        date = editor.page.locator("#id_date")
        theme = editor.page.locator("[name=themes]").first
        had_theme = theme.is_checked()

        image.change("In het park")
        choose_day(editor, date)
        tick(theme)
        editor.save()
        expect(image.title).to_have_text("In het park")
        expect(date).to_have_value(re.compile("^16-"))
        expect(theme).to_be_checked(checked=not had_theme)

        image.clear()
        tick(theme)
        editor.save()
        expect(image.value).to_have_value("")
        expect(theme).to_be_checked(checked=had_theme)


class TestTeam:
    def test_has_the_role_of_a_member_and_the_date_of_a_milestone_changed(self, editor):
        """Both are in forms of an InlinePanel."""
        editor.open_page(TEAM, "Mensen")
        role = Chooser(editor.page, "id_members-0-role")
        date = editor.page.locator("#id_milestones-1-date")

        role.change("student")
        editor.show_tab("Voortgang")
        choose_day(editor, date)
        editor.save()

        expect(role.title).to_have_text("student")
        expect(date).to_have_value(re.compile("^16-"))

    def test_is_not_left_without_a_question_right_after_a_word(self, editor):
        editor.open_page(ABOUT)
        editor.page.locator("#id_summary").press("!")

        with editor.page.expect_event("dialog") as asked:
            editor.page.evaluate("setTimeout(() => location.assign('/admin/'))")

        assert asked.value.type == "beforeunload"
        with editor.page.expect_navigation():
            asked.value.accept()

    def test_has_a_member_removed_at_once_and_put_back_once_that_was_kept(self, editor):
        """Wagtail does not look in the first two seconds of a form, and while it is being saved."""
        editor.open_page(TEAM, "Mensen")
        members = Parts(editor.page, "[data-inline-panel-child][id^=inline_child_members]")
        before = members.shown.count()

        with editor.page.expect_response(is_kept):
            members.press(0, "Verwijder")
        with editor.page.expect_response(is_kept):
            editor.page.get_by_role("button", name="Zet terug").click()

        editor.open_page(TEAM, "Mensen")
        expect(members.shown).to_have_count(before)


class TestPlan:
    def test_of_its_begin_and_of_its_end_is_made_changed_and_withdrawn(self, editor):
        editor.open_page(ABOUT)
        line = editor.page.locator("#plan-line")

        # A day that is over: the dialog is there again, with what is wrong.
        editor.plan(go_live_at="2020-01-01")
        dialog = editor.page.get_by_role("dialog")
        expect(dialog).to_contain_text("is al voorbij")
        dialog.locator("#id_go_live_at_0").fill("2099-12-01")
        with editor.page.expect_navigation():
            dialog.get_by_role("button", name="Inplannen").press("Enter")
        expect(line).to_contain_text("Staat gepland voor dinsdag 1 december 2099 om 09:00")

        line.get_by_role("button", name="Wijzig").press("Enter")
        expect(dialog.locator("#id_go_live_at_0")).to_have_value("2099-12-01")
        dialog.locator("#id_go_live_at_1").fill("14:30")
        with editor.page.expect_navigation():
            dialog.get_by_role("button", name="Inplannen").press("Enter")
        expect(line).to_contain_text("om 14:30")

        with editor.page.expect_navigation():
            line.get_by_role("button", name="Toch niet").press("Enter")
        expect(line).not_to_contain_text("Staat gepland")

        editor.plan(expire_at="2099-12-31")
        expect(line).to_contain_text("Gaat van de site op donderdag 31 december 2099")
        editor.plan(expire_at="")

        expect(line).not_to_contain_text("Gaat van de site")


class TestHomePage:
    def read(self, news):
        """Return the titles of the news items, in their order."""
        return news.shown.locator("[data-chooser-title]").all_inner_texts()

    def test_has_its_news_changed_and_put_in_another_order(self, editor):
        editor.open_page("/")
        news = Parts(editor.page, "[data-inline-panel-child][id^=inline_child_featured_news]")
        first, _second, third = self.read(news)

        Chooser(editor.page, "id_featured_news-1-item").change("Van leren naar doen")
        editor.save()
        assert self.read(news) == [first, "Van leren naar doen", third]

        news.press(1, "Verplaats naar boven")
        editor.save()
        assert self.read(news) == ["Van leren naar doen", first, third]

        news.press(1, "Verwijder")
        editor.page.get_by_role("button", name="Voeg nieuwsbericht toe").click()
        added = Chooser(editor.page, "id_featured_news-3-item")
        added.choose("Naar het stadhuis")
        added.change("Veertien mensen aan tafel")
        editor.save()
        assert self.read(news) == ["Van leren naar doen", third, "Veertien mensen aan tafel"]


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

    def test_have_another_image_a_new_file_and_a_table_without_headings_of_rows(self, editor):
        editor.open_page(BLOCKS)
        image = Chooser(editor.page, "body-7-value-image-image")
        document = Chooser(editor.page, "body-13-value-document")
        plain_rows = editor.page.locator("[name$=plain_rows]")

        image.change("In het park")
        document.change_for_file("Agenda", b"%PDF-1.7\n")
        plain_rows.check()
        editor.save()

        expect(image.title).to_have_text("In het park")
        expect(document.title).to_have_text("Agenda")
        expect(plain_rows).to_be_checked()

    def test_have_their_link_changed_and_cleared(self, editor, blocks):
        page = Chooser(editor.page, "body-5-value-link-page")
        # What the script for names gives a text, for who hears the form.
        expect(editor.page.get_by_role("textbox", name="Tekst", exact=True).first).to_be_visible()

        page.change("Contact")
        editor.save()
        expect(page.title).to_have_text("Contact")
        page.clear()
        editor.save()

        expect(page.value).to_have_value("")

    def test_are_put_elsewhere_copied_and_deleted(self, editor, blocks):
        """Had one of the four buttons done nothing, the order would be another."""
        first, second, third, *rest = self.read(blocks)
        assert first == third != second

        blocks.press(1, "Verplaats naar boven")
        blocks.press(0, "Dupliceer")
        blocks.press(1, "Omlaag")
        blocks.press(3, "Verwijderen")
        editor.save()

        assert self.read(blocks) == [second, first, second, *rest]

    def test_are_put_back_with_the_keyboard_and_added_between(self, editor, blocks):
        before = self.read(blocks)

        blocks.press(1, "Verwijderen")
        undo = editor.page.get_by_role("button", name="Zet terug")
        expect(undo).to_be_focused()
        expect(undo).to_have_accessible_description(re.compile("is verwijderd"))
        editor.page.keyboard.press("Enter")
        expect(undo).to_have_count(0)
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
        editor.page.get_by_label("Nieuw adres").fill("samen")
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
        put_back = editor.page.get_by_role("button", name=re.compile("^Zet terug als concept"))
        with editor.page.expect_navigation():
            put_back.last.click()

        expect(title).to_have_value("Drie werkteams gaan aan de slag")
