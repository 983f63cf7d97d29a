"""docs/accessible-cms.md answers all 29 questions, with tests that exist."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.site.test_accessibility_table import find_tests

ROOT = Path(settings.BASE_DIR)
TEXT = (ROOT / "docs/accessible-cms.md").read_text()
ROWS = re.findall(r"^\| (\d+) \| [^|]+ \| [^|]+ \| ([^|]+) \|$", TEXT, re.MULTILINE)


def test_has_all_29_questions_once():
    assert [int(number) for number, _tests in ROWS] == list(range(1, 30))


@pytest.mark.parametrize(("number", "tests"), ROWS)
def test_names_tests_that_exist(number, tests):
    for test in tests.split(", "):
        path, *names = test.split("::")
        assert (ROOT / path).exists(), test
        assert not names or "::".join(names) in find_tests(ROOT / path), test
