"""Second factors of somebody, as they come from the screens."""

import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

__all__ = ["add_app", "make_code"]


def add_app(user):
    """Give somebody an app and recovery codes; return the secret of the app, and the codes."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret, RecoveryCodes.activate(user).generate_codes()


def make_code(secret):
    """Return the code that an app with this secret shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
