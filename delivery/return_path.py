"""The address that a mail comes back to, with its number in it: so no mail has to be read for it.

That is a VERP, a variable envelope return path: retour+17-3f…@example.org. It is signed, as anybody
can write to an address, and who is said not to exist gets no newsletter any more.
"""

import re

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

__all__ = ["find_delivery", "make_return_path"]

# In small letters, since some servers change all to these.
NUMBERED = re.compile(r"\+(\d{1,18})-([0-9a-f]{16})@")


def make_return_path(delivery):
    """Return the address for a Delivery; "" where the settings name none."""
    user, at, domain = settings.DELIVERY_RETURN_ADDRESS.rpartition("@")
    return f"{user}+{delivery.pk}-{sign(delivery.pk)}{at}{domain}" if at else ""


def find_delivery(text):
    """Return the key of the Delivery whose return path stands in some text first, or None."""
    for number, signature in NUMBERED.findall(text.lower()):
        if constant_time_compare(signature, sign(number)):
            return int(number)
    return None


def sign(number):
    return salted_hmac("delivery.return_path", str(number), algorithm="sha256").hexdigest()[:16]
