"""Editors at work on what is there already: they open a form, change it and save it."""

import re
from contextlib import contextmanager
from dataclasses import dataclass, field

from lxml import html
from playwright.sync_api import Page, expect

from tests.browser.visits import open_window

__all__ = ["Chooser", "Editor", "Parts", "tick"]

# What changes before Wagtail looks what there is, two seconds after loading, is no change.
SHOW_WATCH = """document.addEventListener("w-unsaved:watch-edits", () => {
  document.documentElement.dataset.watched = "";
})"""


@dataclass
class Editor:
    """Somebody who is logged in, at a window of their own (Playwright's page)."""

    page: Page
    site: str
    form: str = ""
    complaints: list = field(default_factory=list)

    @classmethod
    @contextmanager
    def at_work(cls, browser, site, login):
        """Give an Editor a browser context for the length of a block.

        `login` is what a browser keeps of it: Playwright's `storage_state`. Two blocks, one in the
        other, are two people, or two computers of one.
        """
        viewport = {"width": 1400, "height": 1000}
        context = open_window(browser, storage_state=login, viewport=viewport)
        yield cls(context.new_page(), site)
        context.close()

    def __post_init__(self):
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self.hear)
        self.page.add_init_script(SHOW_WATCH)

    def hear(self, message):
        """Keep what the browser says that the security policy refused."""
        if "Content Security Policy" in message.text:
            self.complaints.append(message.text)

    def open(self, path, tab=None):
        """Open a form of the admin, and one of its tabs."""
        self.form = f"{self.site}/admin/{path}"
        self.page.goto(self.form)
        if tab:
            self.show_tab(tab)

    def show_tab(self, name):
        """Bring a tab of the form to the front."""
        self.page.get_by_role("tab", name=name).first.click()

    def open_page(self, path, tab=None, action="edit"):
        """Open the form of the page that visitors find at a path, or its "move" or "copy"."""
        find = f"{self.site}/admin/api/main/pages/find/?html_path={path}"
        found = self.page.request.get(find, max_redirects=0).headers["location"]
        number = re.search(r"/pages/(\d+)/", found)[1]
        self.open(f"pages/{number}/{action}/", tab)

    def open_item(self, listing, name, tab=None):
        """Open the form of what a listing (a path of the admin) shows by a name."""
        text = self.page.request.get(f"{self.site}/admin/{listing}").text()
        links = html.fromstring(text).xpath("//a[normalize-space()=$name]/@href", name=name)
        self.open(links[0].removeprefix("/admin/"), tab)

    def open_translation(self, title):
        """Open all passages of a translation that is behind, by the title of its Dutch page."""
        self.open("translations/?state=behind")
        row = self.page.get_by_role("row", name=re.compile(title))
        link = row.get_by_role("link", name=re.compile("Werk bij")).get_attribute("href")
        self.open(f"{link.removeprefix('/admin/')}?show=all")

    def press(self, name):
        """Press a button of the form, and wait for the page that follows."""
        with self.page.expect_navigation():
            self.page.get_by_role("main").get_by_role("button", name=name).click()

    def save(self):
        """Save what is in the form, and show the form again as it is stored."""
        self.press(re.compile("^(Bewaar concept|Opslaan)"))
        expect(self.page.locator(".messages .success")).to_be_visible()
        if self.page.url != self.form:
            self.page.goto(self.form)

    def plan(self, **days):
        """Plan the page: `go_live_at` and `expire_at` are days, as "2099-12-31"."""
        self.page.get_by_role("button", name="Plannen…").click()
        dialog = self.page.get_by_role("dialog")
        for name, day in days.items():
            dialog.locator(f"#id_{name}_0").fill(day)
        with self.page.expect_navigation():
            dialog.get_by_role("button", name="Inplannen").press("Enter")

    def wait_for_watch(self):
        """Wait until what is typed is kept by itself (autosave)."""
        expect(self.page.locator("[data-watched]")).to_have_count(1)

    def look_again(self):
        """Come back to the window: then Wagtail asks at once what others did meanwhile."""
        self.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    def visit(self, path):
        """Return what the site answers at a path (Playwright's APIResponse)."""
        return self.page.request.get(self.site + path)


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

    @property
    def dialog(self):
        return self.page.locator(".modal-dialog")

    def choose(self, title):
        """Choose the first one: look for its title, and press that."""
        self.page.locator(f"#{self.id}-chooser .unchosen").get_by_role("button").click()
        self.dialog.locator("[name=q]").fill(title)
        self.pick(title)

    def change(self, title):
        """Choose another one, by its title."""
        self.press(re.compile("^(Kies|Wijzig)"))
        self.pick(title)

    def change_for_file(self, title, content):
        """Choose another document: a new PDF (its content in bytes), titled after its name."""
        self.press(re.compile("^(Kies|Wijzig)"))
        self.dialog.get_by_role("tab", name="Uploaden").click()
        file = {"name": f"{title}.pdf", "mimeType": "application/pdf", "buffer": content}
        self.dialog.locator("[type=file]").set_input_files(file)
        expect(self.dialog.get_by_role("textbox", name=re.compile("^Titel"))).to_have_value(title)
        self.dialog.get_by_role("button", name="Uploaden").click()
        expect(self.dialog).to_be_hidden()

    def clear(self):
        self.press("Keuze leegmaken")

    def press(self, button):
        """Press a button in the menu of what is chosen."""
        chosen = self.page.locator(f"#{self.id}-chooser .chosen")
        chosen.get_by_role("button", name="Acties").click()
        chosen.get_by_role("button", name=button).click()

    def pick(self, title):
        """Press a title in the dialog."""
        # The name of a link to an image begins with the words for who does not see it.
        self.dialog.get_by_role("link", name=re.compile(f"{re.escape(title)}$")).click()
        expect(self.dialog).to_be_hidden()


@dataclass(frozen=True)
class Parts:
    """What a form has any number of: the forms of an InlinePanel, or the blocks of a stream."""

    page: Page
    # Of all parts, those included that were removed and not saved yet.
    selector: str

    @property
    def shown(self):
        return self.page.locator(self.selector).filter(visible=True)

    def press(self, place, button):
        """Press a button of the part at a place, the first being 0."""
        self.shown.nth(place).get_by_role("button", name=button).first.click()


def tick(box):
    """Tick a box or take its tick away, also on a tab that is not in front."""
    box.evaluate("box => box.click()")
