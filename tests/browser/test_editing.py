"""An editor at work in the admin, with mouse and keyboard; no policy stands in the way."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def admin(open_page, served, installation):
    """A page of a browser that is signed in to the admin, collecting what the console says."""
    page = open_page("/admin/login/", viewport={"width": 1400, "height": 1000})
    page.complaints = []
    page.on(
        "console",
        lambda message: (
            page.complaints.append(message.text)
            if "Content Security Policy" in message.text
            else None
        ),
    )
    _, output, _ = installation.manage("sign_in")
    password = re.search(r"Password +(\S+)", output)[1]
    page.get_by_label("E-mailadres").fill("beheer@example.org")
    page.get_by_label("Wachtwoord", exact=True).fill(password)
    page.get_by_role("button", name="Aanmelden").click()
    page.wait_for_url("**/admin/")
    return page


class TestEditor:
    def test_writes_and_publishes_a_news_item(self, admin, served):
        admin.goto(served + "/admin/news/")
        admin.get_by_role("link", name=re.compile("nieuwsbericht", re.I)).first.click()
        admin.get_by_label("Titel").first.fill("Coördinatie één")
        admin.get_by_role("button", name="Meer acties").click()
        admin.get_by_role("button", name="Publiceren").click()
        expect(admin.get_by_text("gepubliceerd").first).to_be_visible()

        admin.goto(served + "/nieuws/coordinatie-een/")
        expect(admin.get_by_role("heading", level=1)).to_have_text("Coördinatie één")
        assert admin.complaints == []
