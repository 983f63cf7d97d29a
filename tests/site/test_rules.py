"""House rules that no reviewer has to remember: imports, migrations, names, sizes."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.template.loader import get_template

from cms.static_files import STYLESHEETS

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted(
    path.relative_to(ROOT / "templates") for path in ROOT.glob("templates/**/*.html")
)
OURS = [config.name for config in apps.get_app_configs() if Path(config.path).parent == ROOT]
MODULES = [path for app in OURS for path in sorted((ROOT / app).rglob("*.py"))]


def test_apps_import_in_one_direction():
    check = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert check.returncode == 0, check.stdout


def test_the_direction_of_imports_is_that_of_every_app():
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    (contract,) = linter["contracts"]
    layered = [app.strip() for layer in contract["layers"] for app in layer.split("|")]

    assert sorted(linter["root_packages"]) == sorted(layered) == sorted(OURS)


@pytest.mark.django_db
def test_migrations_are_in_step_with_the_models():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_templates_compile():
    for path in TEMPLATES:
        # Its error names the template.
        get_template(str(path))


def test_templates_have_no_inline_style_or_script():
    inline = [" style=", "<style", "<script>", " onclick="]

    found = [(str(path), part) for path in TEMPLATES for part in inline if part in read(path)]

    assert found == []


def test_templates_tie_an_error_to_its_field():
    """Django names the id in `aria-describedby`, and Wagtail has none by itself."""
    fields = [
        (str(path), field)
        for path in TEMPLATES
        for field in re.findall("{% formattedfield .*?%}", read(path))
    ]

    assert fields
    assert [field for field in fields if "error_message_id" not in field[1]] == []


def test_templates_stay_readable():
    lines = {str(path): read(path).splitlines() for path in TEMPLATES}

    assert len(lines) > 300
    assert {path: len(found) for path, found in lines.items() if len(found) > 80} == {}
    wide = [(path, line) for path, found in lines.items() for line in found if len(line) > 160]
    assert wide == []


def read(path):
    """Return the text of one of TEMPLATES."""
    return (ROOT / "templates" / path).read_text()


def test_stylesheets_stay_readable():
    lines = {path: len(path.read_text().splitlines()) for path in ROOT.glob("static/css/**/*.css")}

    assert len(lines) > 10
    assert {path: number for path, number in lines.items() if number > 400} == {}


def test_a_browser_without_dark_colours_has_the_light_ones():
    """Which knows no light-dark(): Safari before 17.5 and Chrome before 123, both of 2024."""
    tokens = (ROOT / "static/css/tokens.css").read_text()
    both, fallback = tokens.split("@supports not (color: light-dark(#000, #fff))")

    pairs = re.findall(r"(--[\w-]+): light-dark\((#\w+|var\(--\w+\)), ", both)

    assert len(pairs) > 10
    for name, light in pairs:
        assert f"{name}: {light};" in fallback


def test_every_stylesheet_of_the_site_is_sent():
    made = {
        str(path.relative_to(ROOT / "static"))
        for path in ROOT.glob("static/css/**/*.css")
        if path.parent.name != "admin"
    }

    assert made == set(STYLESHEETS)


def test_every_version_can_be_put_back():
    # Wagtail's history offers to put back what was saved, and only if that was logged.
    lines = [line for path in MODULES for line in path.read_text().splitlines()]
    saves = [line.strip() for line in lines if ".save_revision(" in line]

    assert saves
    assert [line for line in saves if "log_action=True" not in line] == []


# A list with any class has no bullets; this one says so.
UNSTYLED = {"plain"}


def test_classes_of_the_site_are_in_a_stylesheet():
    """A class that no stylesheet has is mostly one that was renamed there alone."""
    styled = {
        name
        for path in ROOT.glob("static/css/**/*.css")
        for name in re.findall(r"\.([a-z][\w-]*)", path.read_text())
    }
    staff_only = (
        "account",
        "admin",
        "mail",
        "mfa",
        "translations",
        "wagtailadmin",
        "wagtailimages",
    )
    unknown = {
        (str(path), name)
        for path in TEMPLATES
        if not set(path.parts) & set(staff_only)
        for name in read_classes(read(path))
        if name not in styled | UNSTYLED
    }

    assert unknown == set()


def read_classes(template):
    """Return the names of classes in a template that are written out, as a set."""
    values = re.findall(r'class="([^"]*)"', template)
    words = [word for value in values for word in re.sub(r"{[%{].*?[%}]}", "…", value).split()]
    return {word for word in words if "…" not in word}


# Few processes need them, and then seldom: who sends mail, makes a backup, cleans a drawing, opens
# the manual, makes a QR code or reads a PDF.
LOADED_BY_WHO_NEEDS_THEM = r"css_inline|pyrage|py_svg_hush|markdown_it|segno|pypdf"


def test_what_few_need_is_not_loaded_with_the_site():
    loads = re.compile(rf"^(?:from|import) ({LOADED_BY_WHO_NEEDS_THEM})\b", re.MULTILINE)

    assert [str(path) for path in MODULES if loads.search(path.read_text())] == []


def test_there_is_no_dumping_ground():
    named = {part for path in MODULES for part in [path.stem, path.parent.name]}

    assert not named & {"utils", "core", "common", "helpers", "misc"}


def test_modules_stay_readable():
    # The settings are one file, to be read from top to bottom.
    long = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if len(path.read_text().splitlines()) > 300 and "migrations" not in path.parts
    ]

    assert long == ["cms/settings/base.py"]
