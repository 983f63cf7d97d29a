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
    signature = sign(delivery.pk, settings.SECRET_KEY)
    return f"{user}+{delivery.pk}-{signature}{at}{domain}" if at else ""


def find_delivery(text):
    """Return the key of the Delivery whose return path stands in some text first, or None."""
    for number, signature in NUMBERED.findall(text.lower()):
        if is_ours(number, signature):
            return int(number)
    return None


def is_ours(number, signature):
    """Return whether a number was signed here, also with a key of before: mails come back late."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(signature, sign(number, key)) for key in keys)


def sign(number, key):
    made = salted_hmac("delivery.return_path", str(number), secret=key, algorithm="sha256")
    return made.hexdigest()[:16]
