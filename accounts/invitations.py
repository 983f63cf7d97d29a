"""Inviting a colleague: an account without a password, and a link by email to choose one."""

from django.db import transaction

from accounts.mails import mail_invitation

__all__ = ["invite", "is_invited"]


def is_invited(user):
    """Return whether somebody has an account, and chose no password for it yet."""
    return user.is_active and not user.has_usable_password()


def invite(user, inviter):
    """Email somebody without a password the link to choose one; earlier links do not work then."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    transaction.on_commit(lambda: mail_invitation.enqueue(user.pk, inviter.pk))
