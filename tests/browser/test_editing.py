"""An editor at work in the admin; the security policy stands in the way of nothing."""

import re

import pytest
from lxml import html
from playwright.sync_api import expect

from installation.login import EMAIL
from tests.browser.visits import open_window

WINDOW = {"width": 1400, "height": 1000}
TEAM = "/werkteams/samenspel-formeel-en-informeel/"
BLOCKS = "/over-ons/voorbeelden-van-blokken/"


@pytest.fixture(scope="module")
def context(browser, staff, served):
    """One browser for the tests here: it keeps the scripts of the admin, as an editor's does."""
    context = open_window(browser, base_url=served, storage_state=staff, viewport=WINDOW)
    yield context
    context.close()


@pytest.fixture
def admin(context):
    """A page of a browser that is signed in; `complaints` holds what the policy refused."""
    page = listen(context.new_page())
    yield page
    # Which panels are open, for one.
    page.evaluate("localStorage.clear()")
    page.close()


@pytest.fixture
def admin_with_clock(open_page, staff, served):
    """Such a page in a browser of its own, whose clock a test may set."""
    options = {"base_url": served, "storage_state": staff, "viewport": WINDOW}
    return listen(open_page("/robots.txt", **options))


def listen(page):
    """Keep what the browser says of the page that the policy refused; return the page."""
    page.complaints = []
    page.on(
        "console",
        lambda message: (
            "Content Security Policy" in message.text and page.complaints.append(message.text)
        ),
    )
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


def add_news(admin):
    """Open the form for a new news item, at the address that the list has for it."""
    text = admin.request.get("/admin/news/").text()
    (link,) = html.fromstring(text).xpath("//a[normalize-space()='Nieuwsbericht toevoegen']")
    admin.goto(link.get("href"))
    expect(admin.locator("#id_title")).to_be_visible()


def publish(admin):
    """Publish what is on the form."""
    admin.locator("footer").get_by_role("button", name="Publiceren").click()


def add_news_by_the_clock(admin, title):
    """Type the title of a new news item in a browser in which time stands still from then on.

    Wagtail looks for changes from two seconds after the form is there.
    """
    admin.clock.install(time="2026-01-01T10:00:00")
    add_news(admin)
    admin.clock.pause_at("2026-01-01T11:00:00")
    admin.locator("#id_title").fill(title)
    admin.locator("#id_title").press("Tab")


def press_publish(admin):
    """Press the button without waiting for the answer."""
    admin.locator("footer [name=action-publish]").dispatch_event("click")


def hold_posts(admin, is_meant):
    """Return a list in which the forms sent wait, as routes, for which `is_meant` is true."""
    held = []
    admin.route(
        "**/admin/pages/**",
        lambda route: (
            held.append(route)
            if route.request.method == "POST" and is_meant(route.request)
            else route.fallback()
        ),
    )
    return held


def is_autosave(request):
    """Return whether a request is the editor's own saving of a draft."""
    return request.headers["accept"] == "application/json"


def edit(admin, path):
    """Open the form of the page that visitors find at a path."""
    find = f"/admin/api/main/pages/find/?html_path={path}"
    found = admin.request.get(find, max_redirects=0).headers["location"]
    number = re.search(r"/pages/(\d+)/", found)[1]
    admin.goto(f"/admin/pages/{number}/edit/")
    expect(admin.locator("#id_title")).to_be_visible()


def choose_day(admin, field):
    """Choose the fifteenth in the calendar of a date field."""
    field.click()
    admin.locator(".xdsoft_datetimepicker:visible td[data-date='15']").first.click()
    expect(field).to_have_value(re.compile("^15-"))


class TestEditor:
    def test_publishes_once_the_draft_under_way_is_saved(self, admin_with_clock):
        drafts = hold_posts(admin_with_clock, is_autosave)
        add_news_by_the_clock(admin_with_clock, "Tafel gedekt")
        admin_with_clock.clock.run_for(5000)
        expect(admin_with_clock.locator(".w-autosave-indicator__state--saving")).to_be_visible()
        answer = drafts[0].fetch()
        # What is typed meanwhile takes no saving of its own.
        admin_with_clock.locator("#id_summary").fill("Met het goede servies.")
        admin_with_clock.clock.run_for(1000)

        press_publish(admin_with_clock)
        drafts[0].fulfill(response=answer)
        admin_with_clock.clock.resume()

        expect(admin_with_clock.locator(".messages")).to_contain_text("gepubliceerd")
        assert len(drafts) == 1
        admin_with_clock.goto("/nieuws/tafel-gedekt/")
        expect(admin_with_clock.get_by_role("heading", level=1)).to_have_text("Tafel gedekt")
        expect(admin_with_clock.get_by_role("main")).to_contain_text("Met het goede servies.")
        assert admin_with_clock.complaints == []

    def test_saves_no_draft_once_the_page_is_being_published(self, admin_with_clock):
        drafts = hold_posts(admin_with_clock, is_autosave)
        add_news_by_the_clock(admin_with_clock, "Tafel afgeruimd")
        # A server that takes long: the form was sent, and the page is still there.
        admin_with_clock.evaluate("addEventListener('submit', event => event.preventDefault())")

        press_publish(admin_with_clock)
        admin_with_clock.clock.run_for(5000)

        assert drafts == []

    def test_fills_in_the_form_of_a_news_item(self, admin):
        add_news(admin)

        choose_day(admin, admin.locator("#id_date"))
        admin.get_by_role("button", name="Kies een afbeelding").first.click()
        admin.locator(".modal-dialog .image-choice").first.click()
        expect(admin.locator(".image-chooser img").first).to_be_visible()

        admin.get_by_role("button", name="Voeg nieuwsbericht toe").click()
        admin.get_by_role("button", name="Blok invoegen").first.click()
        admin.get_by_role("option", name=re.compile("^Tekst")).click()
        admin.locator("[contenteditable=true]").first.fill("Samen aan tafel.")
        expect(admin.locator("[contenteditable=true]").first).to_have_text("Samen aan tafel.")
        chooser = admin.locator("#id_related_news-0-item-chooser")
        chooser.get_by_role("button").first.click()
        admin.locator(".modal-dialog input[name=q]").fill("Burgerkracht")
        admin.locator(".modal-dialog a.choose-page").first.click()
        expect(chooser.locator(".chosen")).to_be_visible()
        assert admin.complaints == []

    def test_brings_in_three_pictures_with_the_same_answers(self, admin):
        admin.goto("/admin/images/multiple/add/")
        files = ["icon-192.png", "icon-512.png", "apple-touch-icon.png"]
        admin.locator("[type=file]").set_input_files([f"static/img/{name}" for name in files])
        cards = admin.get_by_role("listitem").filter(has=admin.get_by_label("Titel"))
        expect(cards).to_have_count(3)
        store = admin.get_by_role("button", name="Bewaar 3 afbeeldingen")

        store.click()
        expect(admin.get_by_text("Beantwoord dit eerst.")).to_be_visible()
        admin.get_by_label("Niemand is herkenbaar").check()
        admin.get_by_label("Maker", exact=True).first.fill("Jan")
        for card in cards.all():
            card.get_by_label("Alleen versiering").check()
        cards.nth(1).get_by_label("Titel").fill("Groot merkteken")
        store.click()

        expect(admin.get_by_text("Alle afbeeldingen staan in de bibliotheek.")).to_be_visible()
        expect(admin.get_by_role("link", name=re.compile("bewaard ✓$"))).to_have_count(3)
        assert admin.complaints == []

    def test_says_what_matters_in_a_picture(self, admin):
        admin.goto("/admin/images/?q=park")
        admin.get_by_role("link", name=re.compile("In het park")).first.click()
        corner = admin.locator(".jcrop-tracker").last.bounding_box()
        admin.mouse.move(corner["x"] + 30, corner["y"] + 30)
        admin.mouse.down()
        admin.mouse.move(corner["x"] + 130, corner["y"] + 100, steps=5)
        admin.mouse.up()

        expect(admin.locator("#id_focal_point_x")).to_have_value(re.compile(r"\d+"))
        assert admin.complaints == []

    def test_adds_a_member_with_a_photo_and_an_open_call_with_a_deadline(self, admin):
        edit(admin, TEAM)
        admin.get_by_role("tab", name="Mensen").click()
        member = admin.locator("#id_members-FORMS > div").count()
        call = admin.locator("#id_open_calls-FORMS > div").count()

        admin.get_by_role("button", name="Voeg lid toe").click()
        photo = admin.locator(f"#id_members-{member}-photo-chooser")
        photo.get_by_role("button", name="Kies een afbeelding").click()
        admin.locator(".modal-dialog .image-choice").first.click()
        expect(photo.locator("img").first).to_be_visible()

        admin.get_by_role("button", name="Voeg oproep toe").click()
        call = admin.locator(f"#inline_child_open_calls-{call}")
        choose_day(admin, call.get_by_label("Reageren tot en met"))
        call.locator("[contenteditable=true]").fill("Bel ons.")
        expect(call.locator("[contenteditable=true]")).to_have_text("Bel ons.")
        assert admin.complaints == []

    def test_is_shown_the_tab_with_the_fault_when_the_form_is_refused(self, admin):
        edit(admin, TEAM)
        admin.get_by_role("tab", name="Mensen").click()
        admin.get_by_role("button", name="Voeg oproep toe").click()

        publish(admin)

        expect(admin.locator(".messages .error")).to_be_visible()
        expect(admin.locator("[role=tabpanel] .error-message").first).to_be_visible()
        expect(admin.get_by_role("tab", name="Mensen")).to_have_attribute("aria-selected", "true")

    def test_links_to_a_page_and_to_a_document(self, admin):
        edit(admin, BLOCKS)
        text = admin.locator(".Draftail-Editor [contenteditable=true]").first
        dialog = admin.locator(".modal-dialog")

        text.click()
        admin.keyboard.press("Control+A")
        admin.locator(".Draftail-ToolbarButton[name=LINK]").first.click()
        dialog.locator("a.choose-page").first.click()
        expect(dialog).to_be_hidden()
        text.click()
        admin.keyboard.press("Control+A")
        admin.locator(".Draftail-ToolbarButton[name=DOCUMENT]").first.click()
        dialog.get_by_role("link", name="Placemat om zelf te printen").click()
        expect(dialog).to_be_hidden()

        expect(text.locator(".TooltipEntity").first).to_be_visible()
        assert admin.complaints == []

    def test_says_that_words_are_english(self, admin):
        add_news(admin)

        admin.locator("#id_title").fill("Samen in de wijk")
        admin.get_by_role("button", name="Blok invoegen").first.click()
        admin.get_by_role("option", name=re.compile("^Tekst")).click()
        text = admin.locator("[contenteditable=true]").first
        text.fill("Community building")
        text.press("Control+A")
        admin.get_by_label("Passage in het Engels").first.click()
        expect(admin.locator("[name='body-0-value']")).to_have_value(re.compile("LANGUAGE-EN"))
        publish(admin)

        expect(admin.locator(".messages")).to_contain_text("gepubliceerd")
        admin.goto("/nieuws/samen-in-de-wijk/")
        expect(admin.locator("main [lang=en]")).to_have_text("Community building")
        assert admin.complaints == []

    def test_types_a_month_without_a_day(self, admin):
        admin.goto("/admin/snippets/partners/partner/")
        admin.get_by_role("link", name=re.compile("Hogeschool Rotterdam")).first.click()
        month = admin.get_by_label("Doet mee vanaf")

        month.fill("10-2017")
        month.press("Tab")

        expect(month).to_have_value("10-2017")
        assert admin.complaints == []

    def test_sees_the_page_beside_the_form(self, admin):
        admin.goto("/admin/news/")
        admin.get_by_role("link", name=re.compile("Burgerkracht")).first.click()

        admin.get_by_role("button", name="Voorvertoning").click()

        preview = admin.locator("iframe.w-preview__iframe").last.content_frame
        heading = preview.get_by_role("heading", level=1)
        expect(heading).to_have_text("Burgerkracht als doorzettingskracht")
        assert admin.complaints == []


class TestOtherScreens:
    def test_send_old_addresses_to_a_page(self, admin):
        admin.goto("/admin/redirects/add/")
        chooser = admin.locator("#id_redirect_page-chooser")

        admin.locator("#id_old_path").fill("/oud/")
        chooser.get_by_role("button").first.click()
        admin.locator(".modal-dialog a.choose-page").first.click()
        expect(chooser.locator(".chosen")).to_be_visible()
        admin.get_by_role("button", name="Toevoegen").click()

        expect(admin.locator(".messages")).to_contain_text("toegevoegd")
        assert admin.complaints == []

    def test_change_a_user(self, admin):
        admin.goto("/admin/users/")
        admin.get_by_role("link", name=re.compile(EMAIL)).first.click()

        admin.get_by_label("Voornaam").fill("Beheer")
        admin.get_by_label("Achternaam").fill("Voorbeeld")
        admin.get_by_role("button", name="Opslaan").click()

        expect(admin.locator(".messages")).to_contain_text("gewijzigd")
        assert admin.complaints == []

    def test_add_a_task_to_the_way_of_approval(self, admin):
        admin.goto("/admin/workflows/list/")
        admin.get_by_role("link", name="de redactie").first.click()
        admin.wait_for_url("**/workflows/edit/**")
        place = admin.locator("#id_workflow_tasks-FORMS > div").count()
        dialog = admin.locator(".modal-dialog")

        admin.get_by_role("button", name="Voeg taak toe").click()
        chooser = admin.locator(f"#id_workflow_tasks-{place}-task-chooser")
        chooser.get_by_role("button").first.click()
        dialog.get_by_role("tab", name="Bestaand").click()
        dialog.locator("a.task-choice").first.click()

        expect(chooser).to_contain_text("controle")
        assert admin.complaints == []
