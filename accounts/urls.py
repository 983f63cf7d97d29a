"""The doors to the admin, in the place of Wagtail's of the same addresses, and all that they need.

Of django-allauth only these addresses are there, under the names that it knows them by.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from accounts.second_factor.views import (
    AddAppView,
    AddPasskeyView,
    EndSessionsView,
    MakeCodesView,
    OwnLoginView,
    PasskeyLoginView,
    RemovePasskeyView,
    ShowCodesView,
    start_at_provider,
)
from accounts.views import InvitationView, LoginView, PasswordResetView


def own(route, view, name, title=""):
    """Return the path of a screen about one's own login, in the language of who is signed in.

    `view` is the class of it.
    """
    screen = view.as_view(extra_context={"title": title})
    return path(route, require_admin_access(never_cache(screen)), name=name)


SECOND_FACTOR = [
    own("", OwnLoginView, "mfa_index", _("How you sign in")),
    own("confirm/", mfa.ReauthenticateView, "mfa_reauthenticate"),
    own("confirm/passkey/", webauthn.ReauthenticateWebAuthnView, "mfa_reauthenticate_webauthn"),
    own("confirm/password/", account.ReauthenticateView, "account_reauthenticate"),
    own("app/", AddAppView, "mfa_activate_totp", _("Add an app")),
    own("app/remove/", totp.DeactivateTOTPView, "mfa_deactivate_totp", _("Remove the app")),
    own("passkeys/new/", AddPasskeyView, "mfa_add_webauthn", _("Add a passkey")),
    own(
        "passkeys/<int:pk>/remove/",
        RemovePasskeyView,
        "mfa_remove_webauthn",
        _("Remove the passkey"),
    ),
    own(
        "recovery-codes/",
        ShowCodesView,
        "mfa_view_recovery_codes",
        _("Recovery codes"),
    ),
    own(
        "recovery-codes/new/",
        MakeCodesView,
        "mfa_generate_recovery_codes",
        _("New recovery codes"),
    ),
    own(
        "sign-out-everywhere/",
        EndSessionsView,
        "accounts_end_sessions",
        _("Sign out everywhere"),
    ),
]

urlpatterns = [
    path("login/", LoginView.as_view(), name="account_login"),
    path("login/code/", never_cache(mfa.authenticate), name="mfa_authenticate"),
    path("login/passkey/", PasskeyLoginView.as_view(), name="mfa_login_webauthn"),
    path("login/<provider_id>/", start_at_provider, name="openid_connect_login"),
    path("login/<provider_id>/back/", openid.callback, name="openid_connect_callback"),
    path("invitation/<uidb64>/<token>/", InvitationView.as_view(), name="accounts_invitation"),
    path("password_reset/", PasswordResetView.as_view()),
    path("account/login/", include(SECOND_FACTOR)),
]
