"""Months as data: stored as their first day, typed and shown without one."""

import calendar
import datetime

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["MonthField", "add_months"]

MONTH_FORMAT = "%m-%Y"


class MonthInput(forms.DateInput):
    """A short text field; Wagtail's calendar would ask for a day."""

    def __init__(self, **kwargs):
        attrs = {"placeholder": _("mm-yyyy"), "size": 7}
        super().__init__(**{"format": MONTH_FORMAT, "attrs": attrs, **kwargs})


class MonthFormField(forms.DateField):
    """Takes a month as "10-2017"; also a full date, of which the day is dropped."""

    def __init__(self, **kwargs):
        super().__init__(
            **{
                "input_formats": [MONTH_FORMAT, "%m/%Y", "%Y-%m", "%d-%m-%Y", "%Y-%m-%d"],
                "widget": MonthInput,
                "error_messages": {
                    "invalid": _("Write a month as two and four figures, for example 10-2017.")
                },
                **kwargs,
            }
        )

    def to_python(self, value):
        """Return the first day of the month typed, or None; raises ValidationError."""
        day = super().to_python(value)
        return day.replace(day=1) if isinstance(day, datetime.date) else day


class MonthField(models.DateField):
    """A date of which only month and year count; the day is always the first."""

    def formfield(self, **kwargs):
        """Return the form field; Wagtail passes its calendar for every date, which is put aside."""
        return super().formfield(**{**kwargs, "form_class": MonthFormField, "widget": MonthInput})


def add_months(day, months):
    """Return the date that many months after `day`; the last of the month where it has no such day.

    31 August and six months give 28 (or 29) February.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    last_day = calendar.monthrange(year, month)[1]
    return day.replace(year=year, month=month, day=min(day.day, last_day))
