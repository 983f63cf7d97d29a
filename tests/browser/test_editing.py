"""An editor at work in the admin; the security policy stands in the way of nothing."""

import re

import pytest
from playwright.sync_api import expect

from cms.sign_in import EMAIL


@pytest.fixture(scope="module")
def password(installation):
    """The password that was made for this installation."""
    _, output, _ = installation.manage("sign_in")
    return re.search(r"Password +(\S+)", output)[1]


@pytest.fixture
def admin(open_page, password):
    """A page of a browser that is signed in; `complaints` holds what the policy refused."""
    page = open_page("/admin/login/", viewport={"width": 1400, "height": 1000})
    page.complaints = []
    page.on(
        "console",
        lambda message: (
            "Content Security Policy" in message.text and page.complaints.append(message.text)
        ),
    )
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.get_by_label("E-mailadres").fill(EMAIL)
    page.locator("input[name=password]").fill(password)
    page.get_by_role("button", name="Inloggen").click()
    expect(page).to_have_url(re.compile("/admin/$"))
    return page


def add_news(admin):
    """Open the form for a new news item."""
    admin.goto(admin.url.split("/admin/")[0] + "/admin/news/")
    admin.get_by_role("link", name="Nieuwsbericht toevoegen").click()
    expect(admin.locator("#id_title")).to_be_visible()


def publish(admin):
    """Publish what is on the form."""
    admin.locator("footer").get_by_role("button", name="Meer acties").click()
    admin.get_by_role("button", name="Publiceren").click()


class TestEditor:
    def test_writes_and_publishes_a_news_item(self, admin, served):
        add_news(admin)

        admin.locator("#id_title").fill("Coördinatie één")
        admin.locator("#id_title").press("Tab")
        publish(admin)

        expect(admin.locator(".messages")).to_contain_text("gepubliceerd")
        admin.goto(served + "/nieuws/coordinatie-een/")
        expect(admin.get_by_role("heading", level=1)).to_have_text("Coördinatie één")
        assert admin.complaints == []

    def test_chooses_a_date_in_a_calendar(self, admin):
        add_news(admin)

        admin.locator("#id_date").click()
        admin.locator(".xdsoft_datetimepicker:visible td[data-date='15']").first.click()

        expect(admin.locator("#id_date")).to_have_value(re.compile("^15-"))
        assert admin.complaints == []

    def test_chooses_a_picture(self, admin):
        add_news(admin)

        admin.get_by_role("button", name="Kies een afbeelding").first.click()
        admin.locator(".modal-dialog .image-choice").first.click()

        expect(admin.locator(".image-chooser img").first).to_be_visible()
        assert admin.complaints == []

    def test_adds_related_news_and_writes_rich_text(self, admin):
        add_news(admin)

        admin.get_by_role("button", name="Voeg nieuwsbericht toe").click()
        admin.get_by_role("button", name="Blok invoegen").first.click()
        admin.get_by_role("option", name=re.compile("^Tekst")).click()
        admin.locator("[contenteditable=true]").first.fill("Samen aan tafel.")

        expect(admin.locator("[contenteditable=true]").first).to_have_text("Samen aan tafel.")
        expect(admin.locator("#id_related_news-0-item-chooser")).to_be_visible()
        assert admin.complaints == []

    def test_types_a_month_without_a_day(self, admin, served):
        admin.goto(served + "/admin/snippets/partners/partner/")
        admin.get_by_role("link", name=re.compile("Hogeschool Rotterdam")).first.click()
        month = admin.get_by_label("Doet mee vanaf")

        month.fill("10-2017")
        month.press("Tab")

        expect(month).to_have_value("10-2017")
        assert admin.complaints == []

    def test_sees_the_page_beside_the_form(self, admin, served):
        admin.goto(served + "/admin/news/")
        admin.get_by_role("link", name=re.compile("Burgerkracht")).first.click()

        admin.get_by_role("button", name="Toon/verberg voorvertoning").click()

        preview = admin.locator("iframe.w-preview__iframe").last.content_frame
        heading = preview.get_by_role("heading", level=1)
        expect(heading).to_have_text("Burgerkracht als doorzettingskracht", timeout=30_000)
        assert admin.complaints == []
