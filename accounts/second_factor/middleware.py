"""No screen of the admin without a second factor, once that is demanded."""

from http import HTTPStatus

from django.contrib.auth.views import redirect_to_login
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.refusals import refuse
from accounts.second_factor.demands import (
    has_factor,
    has_shown_factor,
    is_demanded,
    note_first_time,
)

__all__ = ["SecondFactorMiddleware"]

# What a page needs before anybody is signed in, by the names of addresses.
OPEN = {
    *("account_login", "wagtailadmin_logout", "accounts_invitation"),
    *("wagtailadmin_javascript_catalog", "wagtailadmin_sprite"),
}
# Where somebody shows the second factor that they have.
SHOWING = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
# Where somebody gets one.
GETTING = {
    *("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes"),
    *("account_reauthenticate", "accounts_end_sessions"),
}


class SecondFactorMiddleware:
    """Leads whoever is signed in without their second factor to the page where they show it.

    Who has none is led to where they get one, when the days of SECOND_FACTOR_DAYS are over. Below
    AuthenticationMiddleware. A form that was being filled in is not lost: it is refused in words,
    with a button to send it again.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.path.startswith(self.admin) or request.resolver_match.url_name in OPEN:
            return None
        user = request.user
        if not user.is_authenticated or has_shown_factor(request):
            return None
        name = request.resolver_match.url_name
        if has_factor(user):
            return None if name in SHOWING else ask(request, "mfa_reauthenticate")
        if not user.has_perm("wagtailadmin.access_admin"):
            return None
        note_first_time(user)
        return ask(request, "mfa_index") if is_demanded(user) and name not in GETTING else None


def ask(request, name):
    """Return the answer to who must first go to the page of this name: they are led there.

    What they sent is refused, and can be sent again when they have been there.
    """
    if request.method != "POST":
        return redirect_to_login(request.get_full_path(), reverse(name))
    words = _("Confirm in a new tab that it is you: your text stays here.")
    return refuse(request, words, HTTPStatus.FORBIDDEN, renew=True, confirm_at=reverse(name))
