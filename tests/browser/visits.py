"""A first visit to a page, as it is measured and then looked at by every test of that page."""

from contextlib import contextmanager
from functools import cache
from pathlib import Path

import axe_playwright_python
import brotli
from whitenoise.compress import Compressor

from page_cache.answers import BROTLI_QUALITY
from tests.browser.views import PHONE
from tests.waiting import PATIENCE

__all__ = ["Visit", "find_violations", "open_window", "without_table"]

SCRIPTS = [
    (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(),
    (Path(__file__).parent / "measures.js").read_text(),
]


def open_window(browser, **options):
    """Return a new context of a browser, which is patient with a busy machine.

    It is somebody's who asked for calm: what fades and slides keeps the browser drawing, which is
    a quarter of its work. Takes Playwright's options of a context.
    """
    context = browser.new_context(locale="nl-NL", reduced_motion="reduce", **options)
    context.set_default_timeout(PATIENCE * 1000)
    return context


class Visit:
    """A page that was opened in a new browser on a phone, with all that went over the line.

    `tokens` are what links in mails have in them, by name. `html` is what the server sent;
    `requests` are tuples of kind, bytes and address; `messages` is what the browser's console said.
    """

    def __init__(self, browser, address, view, tokens, **options):
        self.view = view
        self._shown = None
        self.context = open_window(browser, viewport=PHONE, device_scale_factor=1.75, **options)
        self.page = self.context.new_page()
        finished, self.messages = [], []
        self.page.on("requestfinished", lambda request: finished.append(request))
        self.page.on("console", lambda message: self.messages.append(message.text))
        self.page.on("pageerror", lambda error: self.messages.append(str(error)))
        url = address + view.path.format(**tokens)
        response = self.page.goto(url, wait_until="networkidle")
        assert response.status == view.status, view
        self.html = response.text()
        self.requests = [(each.resource_type, weigh(each), each.url) for each in finished]
        self.cookies = self.context.cookies()
        self.storage = self.page.evaluate("localStorage.length + sessionStorage.length")
        self._prepare()

    def _prepare(self):
        """Bring the page into its state, and give it the means to measure itself."""
        if self.view.opens:
            self.page.get_by_text(self.view.opens, exact=True).click()
        if self.view.sends:
            with self.page.expect_navigation():
                self.page.get_by_role("button", name=self.view.sends).first.click()
        # Wagtail's own bar for who is signed in is no part of the design.
        self.page.evaluate("document.querySelector('wagtail-userbar')?.remove()")
        for script in SCRIPTS:
            self.page.evaluate(script)

    def bytes_of(self, kind=None):
        """Return the bytes of one kind of file, or of all, compressed as in production."""
        return sum(size for each, size, _ in self.requests if kind in {None, each})

    def show(self, viewport=PHONE, scheme="light", media="screen", motion=None, forced=None):
        """Show the page to somebody with this window and these preferences."""
        wanted = (viewport, scheme, media, motion, forced)
        if self._shown == wanted:
            return
        self._shown = wanted
        self.page.set_viewport_size(viewport)
        self.page.emulate_media(
            media=media,
            color_scheme=scheme,
            reduced_motion=motion or "no-preference",
            forced_colors=forced or "none",
        )

    def measure(self, expression):
        """Return what a function of measures.js gives, for example `measure("crowded()")`."""
        return self.page.evaluate(f"measures.{expression}")

    def find_faults(self, *measures):
        """Return what functions of measures.js find wrong, by their names; {} when all is well."""
        found = {name: self.measure(f"{name}()") for name in measures}
        return {name: faults for name, faults in found.items() if faults}

    def close(self):
        self.context.close()


def weigh(request):
    """Return the bytes of an answer over the line, always the same for the same answer.

    An installation on this machine leaves out what production compresses ahead, so that is done
    here, in the same way. And what is not kept Django pads by up to 100 random bytes.
    """
    if request.resource_type in {"stylesheet", "script"}:
        return weigh_compressed(request.response().body())
    if request.resource_type == "document":
        return len(brotli.compress(request.response().body(), quality=BROTLI_QUALITY))
    return request.sizes()["responseBodySize"]


@cache
def weigh_compressed(content):
    return len(Compressor(quiet=True).compress_brotli(content))


@contextmanager
def without_table(installation, name):
    """Take a table away for the length of a block, so that a page fails in earnest."""

    def rename(old, new):
        with installation.connect() as connection:
            connection.execute(f"ALTER TABLE {old} RENAME TO {new}")

    rename(name, f"{name}_away")
    try:
        yield
    finally:
        rename(f"{name}_away", name)


def find_violations(page, inside="html", left_out=()):
    """Return what axe finds wrong inside an element, as readable lines, but for some rules."""
    page.evaluate(SCRIPTS[0])
    result = page.evaluate("inside => axe.run(inside, {resultTypes: ['violations']})", inside)
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in result["violations"]
        if violation["id"] not in left_out
        for node in violation["nodes"]
    ]
