"""A passkey, from its making to signing in without a password, with one that Chromium plays."""

import pytest
from playwright.sync_api import expect

from tests.browser.logins import add_colleague, log_in
from tests.browser.visits import open_window

EMAIL = "sleutel@example.org"


@pytest.fixture
def page(browser, installation, served, password):
    """A page of a colleague with a device that keeps passkeys, and asks for a finger itself."""
    add_colleague(installation, EMAIL, "Sanne Sleutel")
    state = log_in(browser, served, EMAIL, password)
    context = open_window(browser, storage_state=state)
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


def test_signs_somebody_in_without_a_password(page, served, password):
    page.goto(f"{served}/admin/account/login/passkeys/new/")
    page.get_by_role("button", name="Toegangssleutel maken").click()
    page.wait_for_url("**/recovery-codes/")
    expect(page.locator(".recovery-codes li")).to_have_count(10)

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
    page.get_by_role("button", name="Toegangssleutel gebruiken").click()
    page.wait_for_url("**/admin/")
