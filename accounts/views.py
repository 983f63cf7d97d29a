"""The doors to the admin: Wagtail's screens, which say it when somebody tries too often."""

from http import HTTPStatus

from allauth.socialaccount.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin.views import account

from accounts.brakes import count_try, forget_try
from accounts.second_factor.logins import log_in
from accounts.tokens import InvitationTokens
from submissions.limits import count, get_network
from submissions.refusals import refuse_excess, refuse_tries

__all__ = ["InvitationView", "LoginView", "PasswordResetView", "brake_password", "show_token"]


@method_decorator(never_cache, name="dispatch")
class LoginView(account.LoginView):
    """The one page to log in on; who has a second factor goes on to the page that asks for it."""

    def form_valid(self, form):
        response = log_in(self.request, form.get_user(), self.get_success_url())
        # As Wagtail does, in the method that this is in the place of.
        is_kept = form.cleaned_data.get("remember")
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if is_kept else 0)
        return response

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            providers=get_adapter().list_providers(self.request),
            next_query=urlencode({"next": self.get_success_url()}),
            **kwargs,
        )

    def form_invalid(self, form):
        response = super().form_invalid(form)
        if form.has_error(NON_FIELD_ERRORS, code="too_often"):
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        return response


@method_decorator(never_cache, name="dispatch")
class PasswordResetView(account.PasswordResetView):
    """The page to ask for a new password; what it answers is the same for every address."""

    def form_valid(self, form):
        network = {"network": get_network(self.request)}
        if seconds := count("password reset", network, settings.PASSWORD_RESET_LIMITS):
            words = _("This was asked too often from here. Try again in %(minutes)d minutes.")
            return refuse_excess(form, self.show, words=words, seconds=seconds)
        return super().form_valid(form)

    def show(self, form):
        return self.render_to_response(self.get_context_data(form=form))


class InvitationView(account.PasswordResetConfirmView):
    """The page on which an invited colleague chooses a password, and is signed in with it.

    Django's view for a forgotten password, for the links that `InvitationTokens` signs.
    """

    template_name = "accounts/admin/invitation.html"
    token_generator = InvitationTokens()
    success_url = reverse_lazy("wagtailadmin_home")

    def form_valid(self, form):
        super().form_valid(form)
        return log_in(self.request, form.user, str(self.success_url))


def show_token(request):
    """Send a new token for forms, for a page that was opened before somebody signed in again."""
    return JsonResponse({"token": get_token(request)})


def brake_password(view):
    """Decorate Wagtail's view for the password of pages or documents with a brake.

    It takes the key of what is restricted as its first argument by name.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    def braked(request, **kwargs):
        if request.method != "POST":
            return view(request, **kwargs)
        restriction = f"{view.__module__} {next(iter(kwargs.values()))}"
        network = get_network(request)
        if seconds := count_try("restriction", restriction, network):
            return refuse_tries(request, seconds)
        response = view(request, **kwargs)
        if response.status_code == HTTPStatus.FOUND:
            # A room full of people may open the same page.
            forget_try("restriction", restriction, network)
        return response

    return never_cache(braked)
