"""A new subscriber on a phone, in either language: from the form to being forgotten."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.newsletter_mails import wait_for_link
from tests.browser.views import PHONE
from tests.browser.visits import find_violations

WORDS = {
    "nl": {
        "path": "/nieuwsbrief/",
        "confirm": "bevestigen",
        "email": "lezer@example.org",
        "address": "Uw e-mailadres",
        "everything": "Al ons nieuws",
        "sign_up": "Meld mij aan",
        "too_fast": "Dat ging sneller dan",
        "sent": "Kijk in uw mail",
        "yes": "Ja, meld mij aan",
        "done": "U bent aangemeld",
        "choices": "Mijn keuzes bekijken of veranderen",
        "your_choices": "Uw keuzes voor onze nieuwsbrief",
        "mail": "Mail mij de link",
        "preferences": "keuzes",
        "topic": "Waar en wanneer",
        "save": "Bewaar mijn keuzes",
        "saved": "Uw keuzes zijn bewaard",
        "stop": "Stop de nieuwsbrief",
        "stopped": "U bent gestopt",
        "undo": "Zet de nieuwsbrief weer aan",
        "again": "U krijgt de nieuwsbrief weer",
        "forget": "Wis al mijn gegevens",
        "forgotten": "Uw gegevens zijn gewist",
        "bad": "Deze link werkt niet (meer)",
    },
    "en": {
        "path": "/en/newsletter/",
        "confirm": "confirm",
        "email": "subscriber@example.org",
        "address": "Your email address",
        "everything": "All our news",
        "sign_up": "Sign me up",
        "too_fast": "This form was sent faster than",
        "sent": "Check your inbox",
        "yes": "Yes, sign me up",
        "done": "You are signed up",
        "choices": "View or change my preferences",
        "your_choices": "Your newsletter preferences",
        "mail": "Email me the link",
        "preferences": "preferences",
        "topic": "Where and when",
        "save": "Save my preferences",
        "saved": "Your preferences have been saved",
        "stop": "Stop the newsletter",
        "stopped": "You have stopped the newsletter",
        "undo": "Turn the newsletter back on",
        "again": "You get the newsletter again",
        "forget": "Delete all my data",
        "forgotten": "Your data has been deleted",
        "bad": "This link does not work (any more)",
    },
}


class Visitor:
    """What somebody does on a page, and what they see."""

    def __init__(self, page, words):
        self.page, self.words = page, words
        self.main = page.locator("main")

    def press(self, name):
        with self.page.expect_navigation():
            self.main.get_by_role("button", name=self.words[name]).click()

    def follow(self, name):
        self.main.get_by_role("link", name=self.words[name]).click()

    def expect_page(self, name):
        """The page has this heading and a title that begins so, and axe finds nothing wrong."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.words[name])
        expect(self.page).to_have_title(re.compile("^" + re.escape(self.words[name][:10])))
        assert find_violations(self.page) == []


@pytest.mark.parametrize("language", WORDS)
def test_signs_up_and_changes_their_mind(open_page, installation, served, language):
    words = WORDS[language]
    page = open_page(words["path"], viewport=PHONE)
    subscriber = Visitor(page, words)

    subscriber.main.get_by_label(words["address"]).fill(words["email"])
    subscriber.main.get_by_label(words["everything"]).check()
    subscriber.press("sign_up")
    # Who is this fast is asked to press again; for anything else there is no reason.
    while re.match("Fout: |Error: ", page.title()):
        expect(subscriber.main.get_by_text(words["too_fast"])).to_be_visible()
        subscriber.press("sign_up")
    subscriber.expect_page("sent")

    confirm = wait_for_link(installation, words["email"], words["confirm"])
    page.goto(served + confirm)
    expect(page.get_by_role("button")).to_have_count(1)
    assert find_violations(page) == []
    subscriber.press("yes")
    subscriber.expect_page("done")

    subscriber.follow("choices")
    subscriber.expect_page("your_choices")
    expect(page.get_by_role("button")).to_have_count(1)
    subscriber.press("mail")
    subscriber.expect_page("sent")
    preferences = wait_for_link(installation, words["email"], words["preferences"])
    page.goto(served + preferences)
    subscriber.expect_page("your_choices")
    subscriber.main.get_by_label(words["everything"]).uncheck()
    subscriber.main.get_by_label(words["topic"]).check()
    subscriber.press("save")
    expect(page.get_by_role("heading", name=words["saved"])).to_be_focused()
    expect(subscriber.main.get_by_label(words["topic"])).to_be_checked()
    assert find_violations(page) == []

    subscriber.follow("stop")
    subscriber.expect_page("stop")
    subscriber.press("stop")
    subscriber.expect_page("stopped")
    subscriber.press("undo")
    subscriber.expect_page("again")

    page.goto(served + preferences)
    subscriber.follow("forget")
    subscriber.expect_page("forget")
    subscriber.press("forget")
    subscriber.expect_page("forgotten")

    page.goto(served + confirm)
    subscriber.expect_page("bad")
    assert page.context.cookies() == []
