"""The one stylesheet that is sent is made from the files that are worked in."""

import re

from django.conf import settings

from cms.static_files import FOR_WORK, STYLESHEETS


def read_all():
    return "\n".join((settings.BASE_DIR / "static" / name).read_text() for name in STYLESHEETS)


def test_what_is_for_who_works_in_them_is_not_sent():
    text = "/* Why. */\na {\n  color: red;\n\n  /* Over\n  two lines. */\n  top: 0;\n}\n"

    assert FOR_WORK.sub("", text).split() == ["a", "{", "color:", "red;", "top:", "0;", "}"]


def test_nothing_that_is_meant_looks_like_it():
    quoted = re.findall(r'"[^"\n]*"|url\([^)]*\)', FOR_WORK.sub("", read_all()))

    assert quoted
    assert not [each for each in quoted if "/*" in each]
    assert not [each for each in re.findall(r'"[^"\n]*"', read_all()) if "/*" in each]
