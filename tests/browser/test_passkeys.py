"""A passkey, from its making to signing in without a password, with one that Chromium plays."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.logins import add_colleague, log_in
from tests.browser.views import PHONE
from tests.browser.visits import find_violations, open_window

OWN = "/admin/account/login/"
EMAIL = "sleutel@example.org"


@pytest.fixture
def page(browser, installation, served, password):
    """A page of a colleague with a device that keeps passkeys, and asks for a finger itself."""
    add_colleague(installation, EMAIL, "Sanne Sleutel")
    state = log_in(browser, served, EMAIL, password)
    context = open_window(browser, storage_state=state, viewport=PHONE)
    page = context.new_page()
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield page
    context.close()


def check_by_axe(page):
    """Fail where axe finds something wrong."""
    # Messages of Wagtail fade in, and are hard to read until they have.
    for messages in page.locator(".messages > ul").all():
        expect(messages).to_have_css("opacity", "1")
    assert find_violations(page) == [], page.url


def test_signs_somebody_in_without_a_password(page, served, password):
    page.goto(f"{served}{OWN}passkeys/new/")
    check_by_axe(page)
    page.get_by_label("Hoe noemt u deze?").press("Enter")
    page.wait_for_url("**/recovery-codes/")
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    check_by_axe(page)

    page.context.clear_cookies()
    page.goto(f"{served}/admin/login/")
    page.get_by_role("button", name="Inloggen met een toegangssleutel").click()
    page.wait_for_url("**/admin/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sanne")

    # After the password it is the second step.
    page.context.clear_cookies()
    page.goto(f"{served}/admin/login/")
    page.get_by_label("E-mailadres").fill(EMAIL)
    page.locator("input[name=password]").fill(password)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_url("**/admin/login/code/")
    page.get_by_label("Code").fill("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Dit klopt niet, of niet meer.")).to_be_visible()
    expect(page.get_by_label("Code")).to_have_accessible_description(re.compile("Dit klopt niet"))
    check_by_axe(page)
    page.get_by_role("button", name="Toegangssleutel gebruiken").click()
    page.wait_for_url("**/admin/")

    page.emulate_media(color_scheme="dark")
    for screen in ["", "app/", "sign-out-everywhere/"]:
        page.goto(f"{served}{OWN}{screen}")
        check_by_axe(page)
