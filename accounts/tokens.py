"""The signature below the link of an invitation."""

from django.conf import settings
from django.core import signing

__all__ = ["InvitationTokens"]


class InvitationTokens:
    """Signs the links of invitations, in the place of Django's generator for forgotten passwords.

    A token holds for the days of the settings, and for the password (or the mark that there is
    none) and the address that the account had: so once, and only the last one that was sent.
    """

    def make_token(self, user):
        return signing.dumps(user.pk, salt=self.get_salt(user))

    def check_token(self, user, token):
        """Return whether a token is of this user (or None), and holds still."""
        if user is None or not user.is_active:
            return False
        seconds = settings.INVITATION_DAYS * 24 * 60 * 60
        try:
            return signing.loads(token, salt=self.get_salt(user), max_age=seconds) == user.pk
        except signing.BadSignature:
            return False

    def get_salt(self, user):
        return f"accounts.invitation {user.email} {user.password}"
