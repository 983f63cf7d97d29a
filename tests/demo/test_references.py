import datetime
from types import SimpleNamespace

import pytest

from demo.references import References


class TestReferences:
    @pytest.fixture
    def references(self):
        known = References()
        known.add("picture", "stoep", SimpleNamespace(pk=7))
        known.add("page", "/contact/", SimpleNamespace(pk=3))
        return known

    @pytest.mark.parametrize(
        ("value", "resolved"),
        [
            ("picture:stoep", 7),
            ("page:/contact/", 3),
            # Anywhere in a table.
            ({"image": "picture:stoep", "width": 2}, {"image": 7, "width": 2}),
            ([["page:/contact/"], True], [[3], True]),
            # In rich text.
            ('<a href="page:/contact/">Contact</a>', '<a linktype="page" id="3">Contact</a>'),
            # What only looks like one.
            ("page: nog leeg", "page: nog leeg"),
            ('<a href="https://9292.nl/">9292</a>', '<a href="https://9292.nl/">9292</a>'),
        ],
    )
    def test_become_primary_keys(self, references, value, resolved):
        assert references.resolve(value) == resolved

    def test_count_days_from_today(self, references, monkeypatch):
        monkeypatch.setattr("django.utils.timezone.localdate", lambda: datetime.date(2026, 1, 1))

        assert references.resolve("in 31 days") == datetime.date(2026, 2, 1)

    @pytest.mark.parametrize("value", ["picture:zolder", '<a href="page:/zolder/">Zolder</a>'])
    def test_must_exist(self, references, value):
        with pytest.raises(LookupError, match="zolder"):
            references.resolve(value)
