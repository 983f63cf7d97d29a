"""The forms for passkeys and codes: django-allauth's, past our brake, in our words."""

from allauth.core import context
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.backends import TooManyTriesError
from accounts.brakes import count_try, forget_try
from accounts.second_factor.sealing import SECRETS, SealError, is_shut
from submissions.limits import get_network, hit

__all__ = ["ActivateAppForm", "AddPasskeyForm", "CodeAgainForm", "CodeForm"]

DOOR = "second factor"
# Longer than any code of an app is right: one that somebody saw over a shoulder works once.
SPENT_SECONDS = 5 * 60
CODE_WIDGET = forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True})
# Without the focus: that would skip what is to be done first, and open the keyboard of a phone.
FIRST_CODE_WIDGET = forms.TextInput(attrs={"autocomplete": "one-time-code"})


class BrakedMixin:
    """A form with a code, which is tried past the brake on passwords, and works once."""

    def clean_code(self):
        account, network = str(self.user.pk), get_network(context.request)
        if seconds := count_try(DOOR, account, network):
            raise TooManyTriesError(seconds)
        code = super().clean_code()
        spent = f"{account} {''.join(code.split())}"
        if not hit(f"{DOOR} spent", spent, limit=1, seconds=SPENT_SECONDS):
            raise forms.ValidationError(
                _("This code was used already. Wait for the next one."), code="spent"
            )
        forget_try(DOOR, account, network)
        return code


class OpenFactorsMixin:
    """A form with a code of any factor, of which one that cannot be opened stops no other."""

    def clean_code(self):
        try:
            return super().clean_code()
        except SealError:
            # allauth goes no further than that one, in whatever order they come.
            code = self.cleaned_data["code"]
            self.authenticator = self.find_factor(code)
            if self.authenticator is None:
                raise
            return code

    def find_factor(self, code):
        """Return the Authenticator that a code is of, among those that can be opened, or None."""
        for factor in Authenticator.objects.filter(user=self.user, type__in=SECRETS):
            if not is_shut(factor) and factor.wrap().validate_code(code):
                return factor
        return None


class CodeForm(BrakedMixin, OpenFactorsMixin, base.AuthenticateForm):
    """The code that somebody signs in with, after their password."""

    code = forms.CharField(label=_("Code"), max_length=20, widget=CODE_WIDGET)


class CodeAgainForm(BrakedMixin, OpenFactorsMixin, base.ReauthenticateForm):
    """The code with which somebody who is signed in shows that it is them."""

    code = forms.CharField(label=_("Code"), max_length=20, widget=CODE_WIDGET)


class ActivateAppForm(BrakedMixin, ActivateTOTPForm):
    """The first code of an app, which shows that it works."""

    code = forms.CharField(
        label=_("Code that your app shows"), max_length=20, widget=FIRST_CODE_WIDGET
    )


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey: one that asks for a finger, a face or a PIN, and so needs no password."""

    name = forms.CharField(label=_("What do you call it?"), max_length=50, required=False)
    passwordless = forms.BooleanField(
        initial=True, widget=forms.CheckboxInput(attrs={"hidden": True})
    )
