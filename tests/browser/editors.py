"""An editor at work on what is there already: opens a form, changes widgets, saves."""

import re
from dataclasses import dataclass, field

from lxml import html
from playwright.sync_api import Page, expect

__all__ = ["Chooser", "Editor"]


@dataclass
class Editor:
    """A signed-in window of a browser (Playwright's page) on a site (its address)."""

    page: Page
    site: str
    form: str = ""
    complaints: list = field(default_factory=list)

    def __post_init__(self):
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self.hear)

    def hear(self, message):
        """Keep what the browser says that the security policy refused."""
        if "Content Security Policy" in message.text:
            self.complaints.append(message.text)

    def open_page(self, path, tab=None):
        """Open the form of the page that visitors find at a path."""
        find = f"{self.site}/admin/api/main/pages/find/?html_path={path}"
        found = self.page.request.get(find, max_redirects=0).headers["location"]
        number = re.search(r"/pages/(\d+)/", found)[1]
        self.open(f"pages/{number}/edit/")
        if tab:
            self.page.get_by_role("tab", name=tab).click()

    def open_item(self, listing, name):
        """Open the form of what a listing (a path of the admin) shows by a name."""
        text = self.page.request.get(f"{self.site}/admin/{listing}").text()
        links = html.fromstring(text).xpath("//a[normalize-space()=$name]/@href", name=name)
        self.open(links[0].removeprefix("/admin/"))

    def open(self, path):
        """Open a form of the admin."""
        self.form = f"{self.site}/admin/{path}"
        self.page.goto(self.form)

    def save(self):
        """Press the first button of the form, and show the form again as it is stored."""
        button = re.compile("^(Bewaar concept|Opslaan)")
        with self.page.expect_navigation():
            self.page.locator("footer").get_by_role("button", name=button).click()
        expect(self.page.locator(".messages .success")).to_be_visible()
        if self.page.url != self.form:
            self.page.goto(self.form)


@dataclass(frozen=True)
class Chooser:
    """The widget that chooses an image, page, document or snippet, by the id of its field."""

    page: Page
    id: str

    @property
    def value(self):
        return self.page.locator(f"#{self.id}")

    @property
    def title(self):
        return self.page.locator(f"#{self.id}-title")

    def change(self, title):
        """Choose another one, by its title."""
        self.press(re.compile("^(Kies|Wijzig)"))
        dialog = self.page.locator(".modal-dialog")
        # The name of a link to an image begins with the words for who does not see it.
        dialog.get_by_role("link", name=re.compile(f"{re.escape(title)}$")).click()
        expect(dialog).to_be_hidden()

    def clear(self):
        self.press("Keuze leegmaken")

    def press(self, button):
        """Press a button in the menu of what is chosen."""
        chosen = self.page.locator(f"#{self.id}-chooser .chosen")
        chosen.get_by_role("button", name="Acties").click()
        chosen.get_by_role("button", name=button).click()
