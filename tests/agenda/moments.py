"""Moments at which meetings are."""

import datetime

from django.utils import timezone

from tests.factories import AMSTERDAM

__all__ = ["HOUR", "ago", "at"]

HOUR = datetime.timedelta(hours=1)


def at(*numbers):
    """Return the moment at which the clock in Amsterdam says so."""
    return datetime.datetime(*numbers, tzinfo=AMSTERDAM)


def ago(**length):
    return timezone.now() - datetime.timedelta(**length)
