"""The screens about how one signs in that django-allauth does not have as we need them."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import app_settings
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView, RemoveWebAuthnView
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django.views.generic import FormView, TemplateView

from accounts.second_factor.demands import get_demand_time
from accounts.second_factor.logins import end_sessions
from accounts.second_factor.sealing import SealError
from submissions.limits import count, get_network

__all__ = [
    "AddAppView",
    "AddPasskeyView",
    "EndSessionsView",
    "MakeCodesView",
    "OwnLoginView",
    "PasskeyLoginView",
    "RemovePasskeyView",
    "ShowCodesView",
    "start_at_provider",
]


@require_GET
def start_at_provider(request, provider_id):
    """Lead to the login page of a provider of the settings; 404 where there is none."""
    return refuse_too_many(request) or openid_connect.login(request, provider_id)


def refuse_too_many(request):
    """Count that somebody begins to sign in without a password; return the refusal, or None.

    Nobody guesses a passkey, but each try makes a session.
    """
    network = {"network": get_network(request)}
    if not count("login without password", network, settings.NO_PASSWORD_LIMITS):
        return None
    messages.error(request, _("This was tried too often from here. Wait ten minutes."))
    return redirect("wagtailadmin_login")


class PasskeyLoginView(LoginWebAuthnView):
    """Signs in with a passkey alone."""

    def dispatch(self, request, *args, **kwargs):
        return refuse_too_many(request) or super().dispatch(request, *args, **kwargs)


class RemovePasskeyView(RemoveWebAuthnView):
    success_url = reverse_lazy("mfa_index")


class OwnLoginView(IndexView):
    """All that somebody signs in with, and from when they cannot do without a second factor."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["demand_time"] = timezone.localtime(get_demand_time(self.request.user))
        if codes := context["authenticators"].get(Authenticator.Type.RECOVERY_CODES):
            context["codes_left"] = count_unused(codes.instance)
        return context


def count_unused(codes):
    """Return how many recovery codes an Authenticator has left; what is sealed stays shut."""
    return app_settings.RECOVERY_CODE_COUNT - codes.data["used_mask"].bit_count()


class ShowCodesView(ViewRecoveryCodesView):
    """Shows the recovery codes, or leads on to new ones where nobody can read them any more."""

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except SealError:
            messages.error(request, _("These codes cannot be read any more. Make new ones."))
            return redirect("mfa_generate_recovery_codes")


class MakeCodesView(GenerateRecoveryCodesView):
    """Makes new recovery codes."""

    def get_context_data(self, **kwargs):
        # Not allauth's, which reads those of before to say how many there are left.
        return FormView.get_context_data(self, **kwargs)


class CountAsShownMixin:
    """Counts a second factor as shown in the session in which it is added, since it was."""

    def form_valid(self, form):
        response = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa")
        return response


class AddAppView(CountAsShownMixin, ActivateTOTPView):
    """Adds an app that makes codes."""


class AddPasskeyView(CountAsShownMixin, AddWebAuthnView):
    """Adds a passkey."""


class EndSessionsView(TemplateView):
    """Signs out of every browser that one is signed in with, this one as well."""

    template_name = "accounts/admin/end_sessions.html"

    def post(self, request):
        end_sessions(request.user)
        logout(request)
        messages.success(request, _("You are signed out everywhere."))
        return redirect("wagtailadmin_login")
