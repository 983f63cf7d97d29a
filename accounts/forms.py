from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import auth

from accounts.mails import mail_reset_link
from submissions.addresses import get_key
from submissions.limits import count

__all__ = ["LoginForm", "PasswordResetForm"]


class LoginForm(auth.LoginForm):
    """Wagtail's login form, with a label that Wagtail's Dutch catalogue lacks."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Your password")


class PasswordResetForm(auth.PasswordResetForm):
    """Wagtail's form, which has the link mailed by the worker.

    The same work is done for every address, so that neither the answer nor its time says which
    ones are known (OWASP Forgot Password Cheat Sheet). An address that has had its mails of the
    hour gets no more: the links in those still work, so nobody is kept out by somebody else.
    """

    def save(self, **options):
        address = self.cleaned_data["email"]
        limits = settings.PASSWORD_RESET_LIMITS
        has_had_mails = count("password reset", {"address": get_key(address)}, limits)
        user = next(iter(self.get_users(address)), None)
        mail_reset_link.enqueue(user.pk if user and not has_had_mails else None)
