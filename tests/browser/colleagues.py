"""A colleague who works by what the screen says; each click that it costs them is counted."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import expect

from tests.browser.editors import Editor

__all__ = ["Colleague"]

# Words of Wagtail's, Django's and wagtail-localize's that no Dutch screen should say.
ENGLISH = re.compile(
    r"\b(Actions|Add|Admin|Archived|Cancel|Choose|Close|Delete|Draft|Edit|Export|File|Filename|Grid|History|"
    r"Locale|LIVE|Live|None|Page|Pages|Publish|Published|Save|Saved|Schedule|Search|Settings|"
    r"Slug|Submit|Title|True|False|Unpublish|Upload|View|Yes)\b"
)
# What is seen, without what is in English on purpose, such as the title of an English page.
READ = """() => {
  const find = selector =>
    [...document.querySelectorAll(selector)].filter(each => each.checkVisibility());
  const read = each => each.innerText;
  const seen = find("[lang^=en]").map(read)
    .reduce((text, english) => text.replace(english, ""), read(document.body));
  return [seen, ...find("[aria-label]").map(each => each.ariaLabel)].join(" | ");
}"""


@dataclass
class Colleague(Editor):
    """An Editor who does tasks from the first screen on; `clicks` are those of the task so far.

    `faults` are what stood in the way meanwhile: refusals, and English words. What one types, and
    the first screen, are for free; a click is also a box ticked, and a file chosen.
    """

    clicks: int = 0
    faults: list = field(default_factory=list)

    def __post_init__(self):
        super().__post_init__()
        self.page.on("response", self.notice)

    def notice(self, answer):
        """Keep what the site refused."""
        if answer.status in {401, 403} or answer.status >= 500:
            self.faults.append(f"{answer.status} {answer.url}")

    def begin(self):
        """Start a task: on the first screen."""
        self.clicks = 0
        self.page.goto(f"{self.site}/admin/")

    def read_screen(self):
        """Keep the English words that are shown."""
        self.page.wait_for_load_state("domcontentloaded")
        if "/admin/" in self.page.url:
            self.faults += ENGLISH.findall(self.page.evaluate(READ))

    def click(self, role, name, inside=None):
        """Click what has a role and a name, a str for all of it; `inside` is a part of the page."""
        exact = isinstance(name, str)
        self.use(self.find(inside).get_by_role(role, name=name, exact=exact))

    def use(self, locator):
        """Click on what was found, once everything before it was read."""
        target = locator.filter(visible=True).first
        # What is in a dialog is not read before it has come.
        target.wait_for()
        self.read_screen()
        self.clicks += 1
        target.click()

    def choose_file(self, label, name, content, inside=None):
        """Choose a file of one's own: its name, and its content in bytes."""
        self.clicks += 1
        kind = {"jpg": "image/jpeg", "png": "image/png", "pdf": "application/pdf"}[name[-3:]]
        file = {"name": name, "mimeType": kind, "buffer": content}
        part = self.find(inside)
        part.get_by_role("button", name=label).set_input_files(file)
        # The form names it after the file.
        expect(part.get_by_role("textbox", name="Titel*")).to_have_value(name[:-4])

    def type(self, label, text, inside=None, role="textbox"):
        """Write a text in place of what is in a field."""
        field = self.find(inside).get_by_role(role, name=label)
        field.fill(text)
        # A calendar goes away then.
        field.press("Tab")

    def find(self, inside=None):
        return self.page if inside is None else inside
