"""What is said about second factors, in the place of the words of django-allauth."""

from django.utils.translation import gettext_lazy as _

__all__ = ["CHANGES", "ERRORS", "NOTICES"]

# On the next screen, by the name of allauth's message.
CHANGES = {
    "mfa/messages/totp_activated.txt": _("You sign in with a code of your app from now on."),
    "mfa/messages/totp_deactivated.txt": _("The app is removed."),
    "mfa/messages/webauthn_added.txt": _("You can sign in with this passkey from now on."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
    "mfa/messages/recovery_codes_generated.txt": _("You have new recovery codes: keep them well."),
}

# By email, by the name of allauth's mail.
NOTICES = {
    "mfa/email/totp_activated": _("An app that makes codes was added to your account."),
    "mfa/email/totp_deactivated": _("The app that makes codes was removed from your account."),
    "mfa/email/webauthn_added": _("A passkey was added to your account."),
    "mfa/email/webauthn_removed": _("A passkey was removed from your account."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made for your account."),
    "socialaccount/email/account_connected": _("You can sign in with another login as well now."),
    "reset": _("Your passkeys and the app that makes codes were removed by the administrator."),
}

ERRORS = {
    "incorrect_code": _("This is not correct, or no longer. Try the code that you see now."),
}
