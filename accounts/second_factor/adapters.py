"""What we let django-allauth do, and how: its adapters."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.contrib.auth import authenticate
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accounts.mails import mail_notice
from accounts.models import User
from accounts.second_factor.demands import is_sure
from accounts.second_factor.sealing import seal, unseal
from accounts.second_factor.words import CHANGES, ERRORS
from submissions.limits import get_network

__all__ = ["AccountAdapter", "FactorAdapter", "ProviderAdapter"]


class AccountAdapter(DefaultAccountAdapter):
    """Lets nobody make an account, and says and mails in our words what happens to one."""

    def is_open_for_signup(self, request):
        return False

    def reauthenticate(self, user, password):
        """Return whether a password is that of a user; tried past the brake, as at the login."""
        return authenticate(self.request, username=user.email, password=password) is not None

    def is_reauthentication_required(self, *, app, **kwargs):
        return not is_sure(self.request)

    def get_reauthentication_methods(self, user):
        """Return the ways to show who you are, the best first; no password beside a factor."""
        methods = super().get_reauthentication_methods(user)
        if len(methods) > 1:
            methods = [method for method in methods if method["id"] != "reauthenticate"]
        return sorted(methods, key=lambda method: "webauthn" not in method["id"])

    def respond_user_inactive(self, request, user):
        return turn_away(request, _("You cannot sign in with this account any more."))

    def add_message(
        self,
        request,
        level,
        message_template=None,
        message_context=None,
        extra_tags="",
        message=None,
    ):
        """Show a message of allauth in our words; those that we have none for stay away."""
        if words := message or CHANGES.get(message_template):
            messages.add_message(request, level, words, extra_tags=extra_tags)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Mail somebody that something changed in how they sign in."""
        mail_notice.enqueue(user.pk, template_prefix)

    def get_client_ip(self, request):
        return get_network(request) or ""


class FactorAdapter(DefaultMFAAdapter):
    """Seals what is secret of a second factor, and says what is wrong with one in our words."""

    error_messages = {**DefaultMFAAdapter.error_messages, **ERRORS}

    def encrypt(self, text):
        return seal(text)

    def decrypt(self, encrypted_text):
        return unseal(encrypted_text)

    def generate_authenticator_name(self, user, kind):
        """Return what a new passkey is called until its owner gives it another name."""
        number = Authenticator.objects.filter(user=user, type=kind).count() + 1
        return _("Passkey %(number)d") % {"number": number}

    def get_public_key_credential_rp_entity(self):
        """Return what a passkey belongs to: the name of the host, and what people call the site."""
        return {
            **super().get_public_key_credential_rp_entity(),
            "name": self.get_totp_issuer(),
        }


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Lets in who SURFconext, or another provider of logins, says it is; never makes an account.

    The first time somebody is recognised by an address that the provider has checked. From then on
    only by the `sub` of the provider, which stays when an address goes to somebody else.
    """

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        if sociallogin.state.get("process") != "login":
            raise turned_away(request)
        if sociallogin.is_existing:
            return
        user = find_user(sociallogin)
        if user is None:
            raise turned_away(request)
        sociallogin.connect(request, user)

    def on_authentication_error(
        self, request, provider, error=None, exception=None, extra_context=None
    ):
        words = _(
            "Signing in with %(name)s did not work. Try again, or sign in with your password."
        )
        raise ImmediateHttpResponse(turn_away(request, words % {"name": provider.name}))


def find_user(sociallogin):
    """Return whose account the address of a login belongs to that is new here, or None.

    None as well for an account that another login of this provider belongs to already.
    """
    addresses = [each.email for each in sociallogin.email_addresses if each.verified]
    if len(addresses) != 1:
        return None
    user = User.objects.filter(email__iexact=addresses[0], is_active=True).first()
    provider = sociallogin.account.provider
    if user is None or user.socialaccount_set.filter(provider=provider).exists():
        return None
    return user


def turned_away(request):
    """Return the exception that leads who has no account here back to the login page."""
    words = _("There is no account here for that login. Ask a colleague to invite you.")
    return ImmediateHttpResponse(turn_away(request, words))


def turn_away(request, words):
    """Return the answer that leads somebody to the login page, where they read some words."""
    messages.error(request, words)
    return redirect("wagtailadmin_login")
