"""docs/accessibility.md names every criterion of WCAG 2.2, level A and AA, and tests that exist."""

import ast
import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEXT = (ROOT / "docs/accessibility.md").read_text()
ROW = re.compile(r"^\| (\d\.\d\.\d{1,2}) [^|]+\| (A{1,2}) \| ([^|]+) \|$", re.MULTILINE)
TESTS = sorted(set(re.findall(r"tests/[\w/]+\.py(?:::\w+)*", TEXT)))
CRITERIA = {
    "A": "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1"
    " 2.4.1 2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7"
    " 4.1.2",
    "AA": "1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7"
    " 2.4.11 2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3",
}


def find_tests(path):
    """Return the names of the classes and tests in a module, as pytest writes them."""
    names = set()
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names.add(node.name)
        if isinstance(node, ast.ClassDef):
            names |= {
                f"{node.name}::{part.name}"
                for part in node.body
                if isinstance(part, ast.FunctionDef)
            }
    return names


def test_has_all_55_criteria_once():
    expected = [
        (number, level) for level, numbers in CRITERIA.items() for number in numbers.split()
    ]

    found = [(number, level) for number, level, _ in ROW.findall(TEXT)]

    assert len(expected) == 55
    assert sorted(found) == sorted(expected)


def test_says_of_each_what_holds_it():
    for number, _, evidence in ROW.findall(TEXT):
        assert len(evidence) > 20, number


def test_names_tests_that_exist():
    assert TESTS
    for test in TESTS:
        path, *names = test.split("::")

        assert (ROOT / path).exists(), path
        assert not names or "::".join(names) in find_tests(ROOT / path), test
