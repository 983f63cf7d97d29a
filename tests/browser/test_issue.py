"""Somebody makes an issue with the keyboard: chooses, puts in order, and decides about gaps.

A mouse can put in order too: it drags.
"""

import re

from playwright.sync_api import expect


def test_an_issue_is_chosen_put_in_order_and_decided_about(editor):
    page = editor.page
    add_issue(editor, "Nieuwsbrief van de browser")

    go_to_step(page, "Kiezen")
    page.get_by_role("link", name="Laat ook zien wat eerder verscheen").press("Enter")
    for title in TITLES:
        page.get_by_role("checkbox", name=title, exact=True).press("Space")
    page.get_by_role("button", name="Zet in de nieuwsbrief").press("Enter")

    expect(page.locator(CHOSEN)).to_have_text(TITLES)
    editor.wait_for_watch()
    page.locator("[data-streamfield-action=MOVE_DOWN]").first.press("Enter")
    expect(page.locator(CHOSEN)).to_have_text(TITLES[::-1])
    drag = page.locator("[data-streamfield-action=DRAG]")
    # What stands above the other one is in the way of the mouse, and of no person.
    drag.last.drag_to(drag.first, force=True)
    expect(page.locator(CHOSEN)).to_have_text(TITLES)
    page.locator("[data-streamfield-action=MOVE_DOWN]").first.press("Enter")
    editor.save()
    expect(page.locator(CHOSEN)).to_have_text(TITLES[::-1])

    go_to_step(page, "Gaten")
    page.get_by_role("link", name="Maak een versie in het Engels").press("Enter")
    page.get_by_role("button", name="Vertaal naar het Engels").press("Enter")
    expect(page).to_have_url(re.compile(r"/translations/\d+/$"))
    page.goto(editor.form)
    go_to_step(page, "Gaten")
    choice = page.get_by_label("In het Nederlands laten zien, met erbij dat het Nederlands is")
    choice.first.press("Space")
    editor.press("Bewaar deze keuzes")
    expect(choice.first).to_be_checked()


# In the order of the list; the second is not in English on the site of the tests.
TITLES = ["Naar het stadhuis", "Drie thema’s tegelijk: dat lukte niet"]
CHOSEN = "[data-streamfield-child] [data-chooser-title]"


def add_issue(editor, title):
    """Make an issue with a title below the page of the newsletter, and show its form."""
    editor.open_page("/nieuwsbrief/")
    newsletter = re.search(r"/pages/(\d+)/", editor.form)[1]
    editor.open(f"pages/add/issues/issuepage/{newsletter}/")
    editor.page.locator("#id_title").fill(title)
    editor.press(re.compile("^Bewaar concept"))
    editor.form = editor.page.url


def go_to_step(page, name):
    page.get_by_role("navigation", name="Stappen").get_by_role("link", name=name).press("Enter")
