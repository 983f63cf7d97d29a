"""Secrets of second factors, sealed before they go into the database.

A backup, or a look into the database, then tells nobody which code somebody's app shows now
(docs/decisions/0056-sealed-secrets.md).
"""

import base64

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

__all__ = ["SECRETS", "SealError", "count_unreadable", "is_shut", "seal", "unseal"]

# What is sealed in the data of an Authenticator, by its type; of passkeys nothing is secret.
SECRETS = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


class SealError(ValidationError):
    """What was sealed cannot be opened: it was sealed with a key that is not here any more."""

    def __init__(self):
        words = _(
            "Your codes cannot be checked: the key of the site changed. Use a passkey, or ask who "
            "maintains the site."
        )
        super().__init__(words, code="sealed")


def seal(secret):
    """Return a secret (a str) as it is stored."""
    return make_box().encrypt(secret.encode()).decode()


def unseal(stored):
    """Return the secret of what `seal` returned. Raises SealError."""
    try:
        return make_box().decrypt(stored).decode()
    except InvalidToken as error:
        raise SealError from error


def count_unreadable():
    """Return how many people have an app or recovery codes that were sealed with an unknown key."""
    sealed = Authenticator.objects.filter(type__in=SECRETS)
    return len({each.user_id for each in sealed if is_shut(each)})


def is_shut(authenticator):
    """Return whether what is sealed of an Authenticator cannot be opened."""
    try:
        unseal(authenticator.data[SECRETS[authenticator.type]])
    except SealError:
        return True
    return False


def make_box():
    """Return what seals with SECRET_KEY, and opens with that and with SECRET_KEY_FALLBACKS."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(derive(key)) for key in keys])


def derive(key):
    """Return a key for this purpose alone, made of one of the site."""
    made = salted_hmac("accounts.second_factor.sealing", "", secret=key, algorithm="sha256")
    return base64.urlsafe_b64encode(made.digest())
