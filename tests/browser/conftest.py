"""A real browser at a real installation: gunicorn, PostgreSQL, hashed files, the demo content."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.installation import install, remove

# Chromium asks its maker for news at every start, and a closed network answers slowly.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_browser():
    """Return the path of an installed browser, or None for the one that Playwright brought."""
    for name in ["chromium", "google-chrome", "chromium-browser"]:
        if path := shutil.which(name):
            return path
    return None


@pytest.fixture(scope="session")
def installation(shared_folder):
    """A site for the browser alone: it changes what it visits."""
    installation, _ = install(shared_folder)
    yield installation
    remove(installation)


@pytest.fixture(scope="session")
def served(installation):
    """The address of a running installation, for example "http://localhost:34567"."""
    with installation.serving() as (_, address):
        yield f"http://{address}"


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, served):
    """Return a function that opens a path in a new window and returns Playwright's page.

    Takes Playwright's options of a context: `viewport`, `color_scheme`, `java_script_enabled`…
    """
    contexts = []

    def open_page(path, **options):
        context = browser.new_context(locale="nl-NL", **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(served + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
