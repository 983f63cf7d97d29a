"""The first login of an installation on this machine: an email address and a random password.

The password is kept in a file that only the owner may read, so that it can be shown again. Django's
`createsuperuser --noinput` would make the same user of a password that somebody else thinks of and
keeps; that part is all that is done here, so the call is its own.
"""

import os
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.crypto import get_random_string

__all__ = ["EMAIL", "LoginError", "describe_login", "make_login", "read_password"]

EMAIL = "beheer@example.org"
# No l, o, 0 or 1, which are easily misread. Twenty of these are 98 bits.
PASSWORD_CHARACTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # noqa: S105
PASSWORD_LENGTH = 20

ADVICE = f"Set another with: .venv/bin/python manage.py changepassword {EMAIL}"


class LoginError(Exception):
    """The login of this installation does not work any more; the message says why."""


def make_login():
    """Make a user with all rights and a random password, if there is no user at all.

    Returns the password (a str), or None. Raises OSError when it cannot be written down.
    """
    users = get_user_model().objects
    if users.exists():
        return None
    password = get_random_string(PASSWORD_LENGTH, PASSWORD_CHARACTERS)
    # Written down first: a user whose password nobody knows would be of no use.
    _write_for_owner(_path(), password)
    users.create_superuser(EMAIL, password)
    return password


def describe_login(password):
    """Return in two lines what somebody fills in to log in."""
    return f"Email address  {EMAIL}\nPassword       {password}"


def read_password():
    """Return the password (a str) that was made for EMAIL.

    Raises LoginError when it is not kept here, or no longer the right one.
    """
    user = get_user_model().objects.filter(email=EMAIL, is_active=True).first()
    if user is None:
        raise LoginError(f"{EMAIL} cannot sign in any more: somebody removed or closed it.")
    if not _path().exists():
        raise LoginError(f"The password of {EMAIL} is not kept in {_path()}. {ADVICE}")
    password = _path().read_text().strip()
    if not user.check_password(password):
        raise LoginError(f"The password of {EMAIL} was changed since it was made. {ADVICE}")
    return password


def _path() -> Path:
    return settings.VAR_DIR / "login-password"


def _write_for_owner(path, text):
    """Write a new file that only its owner may read, from the first moment."""
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(f"{text}\n")
