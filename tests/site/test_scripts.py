"""Scripts of the admin stand beside each other on one screen, and keep out of each other's way."""

import re
from collections import Counter
from pathlib import Path

from django.conf import settings

ADMIN_SCRIPTS = Path(settings.BASE_DIR, "static", "js").glob("admin-*.js")
NAME = re.compile(r"^(?:const|let|(?:async )?function|class) (\w+)", re.MULTILINE)


def test_no_name_is_in_two_of_them():
    """The second constant of a name would end its script, and the second function replace both."""
    names = Counter(name for path in ADMIN_SCRIPTS for name in NAME.findall(path.read_text()))

    assert [name for name, times in names.items() if times > 1] == []
