"""A real browser at a real installation: gunicorn, PostgreSQL, hashed files, the demo content."""

import re
import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from installation.login import EMAIL
from tests.browser.editors import Editor
from tests.browser.logins import add_colleague, log_in
from tests.browser.newsletter_mails import add_subscriber
from tests.browser.views import VIEWS
from tests.browser.visits import Visit, open_window, without_table
from tests.installations import install, remove
from tests.waiting import PATIENCE

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
# Playwright gives up after five seconds otherwise, and pictures are made at their first view.
expect.set_options(timeout=PATIENCE * 1000)


def find_browser():
    """Return the path of an installed browser, or None for the one that Playwright brought."""
    for name in ["chromium-headless-shell", "chromium", "google-chrome", "chromium-browser"]:
        if path := shutil.which(name):
            return path
    return None


def pytest_collection_modifyitems(items):
    """Look at the pages before somebody changes them: so heavy they are, and no heavier."""
    here = Path(__file__).parent
    items.sort(key=lambda item: item.path.is_relative_to(here) and "visit" not in item.fixturenames)


@pytest.fixture(scope="session")
def installation():
    """A site for the browser alone: it changes what it visits."""
    installation = install()
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
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=ARGUMENTS, timeout=PATIENCE * 1000
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def password(installation):
    """The password of the login that was made for this installation."""
    return re.search(r"Password +(\S+)", installation.first_output)[1]


@pytest.fixture(scope="session")
def staff(browser, served, password):
    """What a browser keeps of an editor who signed in: Playwright's `storage_state`."""
    return log_in(browser, served, EMAIL, password)


@pytest.fixture(scope="session")
def colleague(browser, installation, served, password):
    """What a browser keeps of a second editor, who may do everything too."""
    add_colleague(installation, "collega@example.org", "Noor de Collega")
    return log_in(browser, served, "collega@example.org", password)


@pytest.fixture(scope="module")
def window(browser, staff, served):
    """One window for all tests of a module: each of them opens the form that it is about."""
    with Editor.at_work(browser, served, staff) as editor:
        yield editor


@pytest.fixture
def editor(window):
    """An editor at whose work the browser does not complain."""
    window.complaints.clear()
    yield window
    assert window.complaints == []


@pytest.fixture(scope="session")
def tokens(installation, served):
    """The tokens of somebody who asked for the newsletter, as `add_subscriber` returns them."""
    return add_subscriber(installation, "gevraagd@example.org", "pending")


@pytest.fixture(scope="session", params=VIEWS, ids=str)
def visit(request, browser, installation, served, tokens):
    """A first visit to a page, which all tests of that page share: each page is loaded once."""
    view = request.param
    options = {} if view.is_public else {"storage_state": request.getfixturevalue("staff")}
    with without_table(installation, view.breaks) if view.breaks else nullcontext():
        visit = Visit(browser, served, view, tokens, **options)
    yield visit
    visit.close()


@pytest.fixture
def shown(visit):
    """The visit with nothing left that another test changed; a test says first how it is shown.

    The page is laid out anew each time that it is shown otherwise, which is most of a short test.
    """
    visit.measure("reset()")
    return visit


@pytest.fixture
def open_page(browser, served):
    """Return a function that opens a path in a new window and returns Playwright's page.

    Takes Playwright's options of a context: `viewport`, `color_scheme`, `java_script_enabled`…
    """
    contexts = []

    def open_page(path, **options):
        context = open_window(browser, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(served + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
