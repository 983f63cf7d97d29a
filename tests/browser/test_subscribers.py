"""Who looks after the newsletter at work in the browser, by keyboard, from a list to an erasure."""

import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.visits import find_violations

SUBSCRIBERS = "/admin/newsletter/subscribers/"
# Faults of Wagtail's own pages around ours (its header, menu and messages).
OF_WAGTAIL = {"region"}
SUBSCRIBER = """
    INSERT INTO newsletter_subscriber (uid, email, language, status, created_at, requested_at,
        confirmed_at, new_email, old_email, token_version, wants_all)
    VALUES (gen_random_uuid(), 'lezeres@example.org', 'nl', 'active', now(), now(),
        now(), '', '', 1, true)
"""


@pytest.fixture
def admin(installation, open_page, staff):
    """A page of a browser that is logged in, at a site with one subscriber."""
    with installation.connect() as connection:
        connection.execute(SUBSCRIBER)
    page = open_page(SUBSCRIBERS, storage_state=staff, viewport={"width": 1400, "height": 1000})
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


def press(page, locator):
    """Go to a control and use it by keyboard."""
    locator.focus()
    page.keyboard.press("Enter")


def check(page):
    """Find nothing wrong with a screen, nor that it is too wide for a phone."""
    # Messages fade in, and have too little contrast until they are there.
    page.evaluate(
        "Promise.all(document.getElementById('main').getAnimations({subtree: true})"
        ".map(each => each.finished))"
    )
    assert find_violations(page, "main", OF_WAGTAIL) == [], page.url
    page.set_viewport_size({"width": 412, "height": 915})
    assert page.evaluate("document.documentElement.scrollWidth") == 412, page.url
    page.set_viewport_size({"width": 1400, "height": 1000})


def test_staff_look_import_export_and_erase(admin, served):
    check(admin)

    # The numbers, with the table behind the chart.
    admin.goto(f"{served}/admin/newsletter/numbers/")
    expect(admin.get_by_role("link", name="1 krijgt de nieuwsbrief")).to_be_visible()
    press(admin, admin.get_by_text("Bekijk als tabel"))
    expect(admin.get_by_role("table", name="Aantal lezers per datum")).to_be_visible()
    check(admin)
    admin.emulate_media(color_scheme="dark")
    admin.reload()
    check(admin)
    admin.emulate_media(color_scheme="light")

    # A list of one good address and one that is none, first without saying where it came from.
    admin.goto(f"{served}{SUBSCRIBERS}")
    press(admin, admin.get_by_role("link", name="Importeren"))
    list_of_addresses = {
        "name": "lijst.csv",
        "mimeType": "text/csv",
        "buffer": b"E-mailadres\r\nnieuw@example.org\r\ngeen adres\r\n",
    }
    admin.get_by_label("Lijst met adressen").set_input_files(list_of_addresses)
    press(admin, admin.get_by_role("button", name="Importeren"))
    expect(admin.locator(".messages")).to_contain_text("Er is nog niets geïmporteerd")
    check(admin)
    admin.get_by_label("Lijst met adressen").set_input_files(list_of_addresses)
    admin.get_by_label("Waar komt de toestemming vandaan?").fill("Getekend op 2 oktober 2026.")
    admin.get_by_label("Deze mensen hebben zelf").focus()
    admin.keyboard.press("Space")
    press(admin, admin.get_by_role("button", name="Importeren"))
    expect(admin.get_by_role("row", name=re.compile("geen adres"))).to_contain_text(
        "Dit is geen e-mailadres."
    )
    check(admin)

    # All subscribers as a file.
    admin.goto(f"{served}{SUBSCRIBERS}")
    press(admin, admin.get_by_role("button", name="Acties"))
    with admin.expect_download() as download:
        press(admin, admin.get_by_role("link", name="XLSX"))
    with download.value.path().open("rb") as file:
        assert load_workbook(file).active["A2"].value == "nieuw@example.org"

    # One subscriber asks to be forgotten.
    press(admin, admin.get_by_role("link", name="lezeres@example.org"))
    expect(admin.get_by_role("heading", name="Wat er gebeurde")).to_be_visible()
    check(admin)
    press(admin, admin.get_by_role("link", name="Gegevens wissen"))
    expect(admin.get_by_text("Terughalen kan niet").first).to_be_visible()
    check(admin)
    press(admin, admin.get_by_role("button", name=re.compile("^Ja, verwijder")))
    expect(admin.locator(".messages")).to_contain_text("De gegevens van de lezer zijn gewist")

    # All of which an administrator finds back.
    admin.goto(f"{served}/admin/newsletter/access-log/")
    for words in ["zag een lijst", "begon een import", "exporteerde", "vergat een lezer"]:
        expect(admin.get_by_role("cell", name=words).first).to_be_visible()
    check(admin)
    assert [text for text in admin.complaints if "Content Security Policy" in text] == []
