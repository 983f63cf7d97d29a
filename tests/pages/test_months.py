import datetime

import pytest
from django.core.exceptions import ValidationError
from wagtail.admin.widgets import AdminDateInput

from pages.months import MonthField, add_months


class TestMonthField:
    @pytest.mark.parametrize(
        "typed", ["10-2017", "10/2017", "2017-10", "31-10-2017", " 10-2017 ", "1-10-2017"]
    )
    def test_keeps_the_first_day_of_what_was_typed(self, typed):
        assert MonthField().formfield().clean(typed) == datetime.date(2017, 10, 1)

    @pytest.mark.parametrize("typed", ["oktober", "13-2017", "10-17-17", "0", "\0"])
    def test_says_how_to_write_a_month(self, typed):
        with pytest.raises(ValidationError, match="10-2017"):
            MonthField().formfield().clean(typed)

    def test_puts_aside_the_calendar_that_wagtail_passes(self):
        field = MonthField().formfield(widget=AdminDateInput)

        assert not isinstance(field.widget, AdminDateInput)

    def test_shows_a_month_without_a_day(self):
        widget = MonthField().formfield().widget

        assert 'value="10-2017"' in widget.render("start", datetime.date(2017, 10, 1))


class TestAddMonths:
    @pytest.mark.parametrize(
        ("day", "months", "expected"),
        [
            (datetime.date(2026, 1, 15), 6, datetime.date(2026, 7, 15)),
            (datetime.date(2026, 8, 31), 6, datetime.date(2027, 2, 28)),  # a shorter month
            (datetime.date(2026, 12, 1), 36, datetime.date(2029, 12, 1)),  # December stays
            (datetime.date(2024, 2, 29), 12, datetime.date(2025, 2, 28)),  # no leap year
        ],
    )
    def test_keeps_within_the_month(self, day, months, expected):
        assert add_months(day, months) == expected
