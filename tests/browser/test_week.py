"""The week of two part-time people: what they come to do, by what the screen says."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.colleagues import Colleague
from tests.browser.logins import add_colleague, log_in

# How many clicks each task takes; and what it took when somebody first counted, in November 2026.
CLICKS = {
    "write": (16, 18),
    "plan": (5, 9),
    "correct": (4, 4),
    "members": (9, 14),
    "call": (5, 9),
    "logo": (9, 12),
    "telephone": (3, 3),
    "translate": (6, 7),
    "yesterday": (6, 7),
    "missing": (2, 3),
    "delete": (4, 4),
    "readers": (2, 2),
}


@pytest.fixture(scope="module")
def log_in_as(browser, installation, served, password):
    """A function that returns what a browser keeps of a new colleague with some roles."""

    def log_in_as(email, name, roles):
        add_colleague(installation, email, name, roles)
        return log_in(browser, served, email, password)

    return log_in_as


@pytest.fixture(scope="module")
def editor(log_in_as, browser, served):
    """Somebody of the role Redactie, who translates too, at a window of their own."""
    login = log_in_as("saskia@example.org", "Saskia", ["Redactie", "Vertaler Engels"])
    with Colleague.at_work(browser, served, login) as colleague:
        yield colleague


@pytest.fixture
def task(request, editor):
    """The colleague at the first screen; in the end it took few clicks, and nothing was wrong."""
    yield from do(editor, request.function.__name__.removeprefix("test_"))


@pytest.fixture
def reading(request, log_in_as, browser, served):
    """The same of somebody who looks after the readers of the newsletter."""
    login = log_in_as("lena@example.org", "Saskia", ["Lezersgegevens"])
    with Colleague.at_work(browser, served, login) as colleague:
        yield from do(colleague, request.function.__name__.removeprefix("test_"))


def do(colleague, name):
    """Give a colleague who begins, for a task, and look afterwards how it went."""
    colleague.faults.clear()
    colleague.complaints.clear()
    colleague.begin()
    yield colleague
    colleague.read_screen()
    now, then = CLICKS[name]
    assert (colleague.faults, colleague.complaints) == ([], [])
    assert colleague.clicks == now <= then


def draw(color):
    """Return the bytes of a picture that the library does not have yet."""
    file = io.BytesIO()
    Image.new("RGB", (1600, 1000), color).save(file, "JPEG")
    return file.getvalue()


def test_write(task):
    """A news item with a photo and a file, from nothing to its address and the visitor."""
    dialog = task.page.locator(".modal-dialog")
    task.click("link", "Nieuwsbericht")
    task.type("Titel", "Coördinatie van één tuin")
    task.type("Samenvatting", "Er is plaats voor tien mensen.")
    task.click("button", "Kies een afbeelding")
    task.click("tab", "Uploaden", dialog)
    task.choose_file("Bestand*", "tuin.jpg", draw("teal"), dialog)
    task.type("Tekst voor wie", "Een tuin met een lange tafel.", dialog)
    task.click("radio", "Niemand is herkenbaar", dialog)
    task.click("button", "Uploaden", dialog)
    expect(task.page.locator(".image-chooser img").first).to_be_visible()
    task.click("button", "Blok invoegen")
    task.click("option", "Tekst")
    # The editor of a text takes a moment to be there; who looks sees the cursor come.
    expect(task.page.locator(":focus")).to_have_attribute("contenteditable", "true")
    task.page.keyboard.type("De tuin moet groot genoeg zijn voor een tafel.")
    task.use(task.page.get_by_role("button", name="Blok invoegen").last)
    task.click("option", "Download")
    task.click("button", "Kies een document")
    task.click("tab", "Uploaden", dialog)
    task.choose_file("Bestand*", "plattegrond.pdf", b"%PDF-1.7\n", dialog)
    task.click("button", "Uploaden", dialog)
    task.click("button", "Publiceren")
    task.click("link", "Bekijk op de site")
    expect(task.page).to_have_url(f"{task.site}/nieuws/coordinatie-van-een-tuin/")
    expect(task.page.get_by_role("heading", level=1)).to_have_text("Coördinatie van één tuin")
    expect(task.page.get_by_role("link", name="plattegrond")).to_be_visible()


def test_plan(task):
    """A draft gets its day, and is looked at as on a phone."""
    task.click("link", "Nieuws")
    task.click("link", "Een middag om kennis te maken")
    task.click("button", "Plannen…")
    dialog = task.page.get_by_role("dialog")
    dialog.get_by_label(re.compile("^Dag")).first.fill("2099-12-31")
    task.click("button", "Inplannen", dialog)
    expect(task.page.locator("#plan-line")).to_contain_text("31 december 2099")
    task.click("button", "Voorvertoning")
    phone = task.page.frame_locator("iframe[src*=preview]")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Een middag om kennis te maken")


def test_correct(task):
    """A title with a mistake in it."""
    task.click("link", "Nieuws")
    task.click("link", "Burgerkracht als doorzettingskracht")
    task.type("Titel", "Burgerkracht is doorzettingskracht")
    task.click("button", "Publiceren")
    task.click("link", "Bekijk op de site")
    heading = task.page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Burgerkracht is doorzettingskracht")


def test_members(task):
    """Somebody joins a team, which is larger from that day on."""
    task.click("link", "Werkteams")
    task.click("link", "Samenspel formeel en informeel")
    task.click("tab", "Mensen")
    task.click("button", "Voeg lid toe")
    member = task.page.get_by_role("region", name=re.compile("^Lid ")).last
    task.click("button", re.compile("^Kies.* rol"), member)
    task.click("link", "student", task.page.locator(".modal-dialog"))
    expect(task.page.locator(".modal-dialog")).to_be_hidden()
    task.click("button", re.compile("^Voeg .*moment"))
    moment = task.page.get_by_role("region", name=re.compile("^Moment ")).last
    task.type("Datum", "27-11-2026", moment)
    task.type("Aantal mensen", "31", moment, "spinbutton")
    task.click("button", "Publiceren")
    task.click("link", "Bekijk op de site")
    expect(task.page.get_by_role("main")).to_contain_text("en 31 in november 2026")


def test_call(task):
    """A team looks for people."""
    task.click("link", "Oproep")
    task.click("link", "Preventie en intergenerationele problematiek")
    call = task.page.get_by_role("region", name=re.compile("^Oproep ")).last
    call.locator("[contenteditable=true]").press_sequentially("Bel de balie.")
    task.type("Titel", "Wij zoeken een bakker", call)
    task.type("Tekst", "Bakt u graag voor een grote groep?", call)
    task.click("checkbox", "bewoner", call)
    task.type("Reageren tot", "31-12-2099", call)
    task.click("button", "Publiceren")
    task.click("link", "Bekijk op de site")
    expect(task.page.get_by_role("heading", name="Wij zoeken een bakker")).to_be_visible()


def test_logo(task):
    """A partner has a new logo."""
    dialog = task.page.locator(".modal-dialog")
    task.click("link", "Partners")
    task.click("link", "Hogeschool Inholland")
    logo = task.page.get_by_role("region", name="Logo", exact=True)
    task.use(logo.get_by_role("button", name="Acties").first)
    task.click("button", re.compile("^(Kies|Wijzig)"), logo)
    task.click("tab", "Uploaden", dialog)
    task.choose_file("Bestand*", "beeldmerk.jpg", draw("navy"), dialog)
    task.click("radio", "Niemand is herkenbaar", dialog)
    task.click("button", "Uploaden", dialog)
    expect(dialog).to_be_hidden()
    task.click("button", "Opslaan")
    expect(task.page.locator(".messages")).to_contain_text("Hogeschool Inholland")

    assert "beeldmerk" in task.visit("/partners/").text()


def test_telephone(task):
    """The telephone number changes, wherever it stands."""
    task.click("button", "Instellingen")
    task.click("link", "Contactgegevens")
    task.type(re.compile("^Telefoon"), "0181 123 456")
    task.click("button", "Opslaan")
    expect(task.page.locator(".messages .success")).to_be_visible()

    assert 'href="tel:+31181123456"' in task.visit("/contact/").text()


def test_translate(task):
    """A page gets its English page, and another one catches up."""
    task.click("link", re.compile("niet gestart"))
    task.click("button", re.compile("Start vertaling.*Van leren naar doen"))
    task.type("Titel", "From learning to doing")
    task.click("button", "Publiceren")
    task.click("button", "Publiceren")
    expect(task.page.locator(".messages")).to_contain_text("is gepubliceerd")
    task.page.goto(f"{task.site}/admin/")
    task.click("link", "Armoede staat niet alleen")
    task.type("Samenvatting", "Who speaks of poverty also speaks of health.")
    task.click("button", "Publiceren")
    expect(task.page.locator(".messages")).to_contain_text("is gepubliceerd")

    assert "From learning to doing" in task.visit("/en/news/from-learning-to-doing/").text()


def test_yesterday(task):
    """What was published yesterday was better as it was."""
    task.click("link", "Nieuws")
    task.click("link", "Burgerkracht is doorzettingskracht")
    task.click("link", "Geschiedenis")
    task.use(task.page.get_by_role("button", name=re.compile("^Zet terug")).first)
    task.click("button", "Publiceren")
    task.click("link", "Bekijk op de site")
    heading = task.page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Burgerkracht als doorzettingskracht")


def test_missing(task):
    """Which photos may not be used yet, as somebody on them was not asked."""
    task.click("link", "Afbeeldingen")
    task.click("link", "Toestemming ontbreekt")
    expect(task.page.get_by_role("main")).to_contain_text("geen afbeeldingen")


def test_delete(task):
    """A news item goes, and who looks for it is led elsewhere."""
    task.click("link", "Nieuws")
    task.click("button", re.compile("Wat niet lukte, vertellen wij ook"))
    task.use(task.page.locator("[data-tippy-root]").get_by_role("link", name="Verwijder"))
    task.click("button", "Leg in de prullenbak")
    expect(task.page.locator(".messages")).to_contain_text("prullenbak")

    assert task.visit("/nieuws/wat-niet-lukte/").url.endswith("/samenspel-formeel-en-informeel/")


def test_readers(tokens, reading):
    """Who gets the newsletter."""
    reading.click("button", "Nieuwsbrief")
    reading.click("link", "Lezers")
    expect(reading.page.get_by_role("main")).to_contain_text("gevraagd@example.org")
