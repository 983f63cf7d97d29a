"""Marks that stand for an e-mail address and cannot be read back to it."""

import hashlib
import hmac

from django.conf import settings

__all__ = ["get_email_hmac", "normalise_email"]


def normalise_email(email):
    """Return an address as it is stored: small letters, no spaces around it."""
    return email.strip().lower()


def get_email_hmac(email):
    """Return the HMAC (SHA-256, 64 hexadecimal figures) of an address.

    Its key, the pepper, is not in the database: who has only that cannot try out addresses.
    """
    key = settings.NEWSLETTER_PEPPER.encode()
    return hmac.new(key, normalise_email(email).encode(), hashlib.sha256).hexdigest()
