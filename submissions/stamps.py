"""When the page with a form was made, signed: what a form sends back as its stamp.

There are two kinds. A page that is the same for everybody has the stamp of its day, so that it
does not change with every second, and can be kept for the next visitor. The answer to a form has
a stamp of its own, which no other has.
"""

from django.core import signing
from django.utils import timezone
from django.utils.crypto import get_random_string

__all__ = ["is_of_a_day", "is_within", "make_day_stamp", "make_own_stamp"]


class DaySigner(signing.TimestampSigner):
    """Signs with the time at which today began, in the time zone of the site."""

    def timestamp(self):
        """Return the beginning of today as TimestampSigner writes a time."""
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        return signing.b62_encode(int(midnight.timestamp()))


OF_A_DAY = DaySigner(salt="submissions.stamps.day")
OWN = signing.TimestampSigner(salt="submissions.stamps.own")


def make_day_stamp(purpose):
    """Return the stamp of today for the forms with a purpose (a str): the same until midnight."""
    return OF_A_DAY.sign(purpose)


def make_own_stamp(purpose):
    """Return a stamp of now for a form with a purpose (a str); no two are the same."""
    return OWN.sign(f"{purpose}.{get_random_string(12)}")


def is_of_a_day(stamp):
    """Return whether a stamp is one that everybody got on some day."""
    return read(OF_A_DAY, stamp) is not None


def is_within(stamp, purpose, age):
    """Return whether a stamp is ours, for this purpose, and made no longer than `age` ago.

    `age` is a timedelta. A stamp of a day was made when its day began.
    """
    values = [read(signer, stamp, age) for signer in [OF_A_DAY, OWN]]
    return any(value is not None and value.partition(".")[0] == purpose for value in values)


def read(signer, stamp, age=None):
    """Return what a stamp says beside its time, or None when it is forged or older than `age`."""
    try:
        return signer.unsign(stamp, max_age=age)
    except signing.BadSignature:
        return None
