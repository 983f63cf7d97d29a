"""The first account of a server: by a link, so that no password is thought of for somebody."""

from django.conf import settings
from django.contrib.auth import get_user_model

from accounts.invitations import is_invited
from accounts.mails import get_invitation_address

__all__ = ["AccountError", "make_first_account"]


class AccountError(Exception):
    """There is no account to make; the message says why."""


def make_first_account(email):
    """Return the address (a str) at which somebody with all rights chooses a password.

    It makes that account, if there is none yet, and another address for as long as there is no
    password; earlier ones do not work then. Nothing is mailed: mail may not work on a new server.
    Raises AccountError.
    """
    users = get_user_model().objects
    user = users.filter(email__iexact=email).first()
    if user is None and users.filter(is_active=True, is_superuser=True).exists():
        raise AccountError(f"{email} has no account, and others have: let one of them invite you.")
    if user is None:
        user = users.create_superuser(email)
    if not is_invited(user):
        raise AccountError(f"{email} has chosen a password already.")
    user.set_unusable_password()
    user.save(update_fields=["password"])
    return settings.WAGTAILADMIN_BASE_URL + get_invitation_address(user)
