"""Security headers that Django 5.2 does not set, by the kind of address."""

from django.conf import settings
from django.urls import reverse

__all__ = ["SecurityHeadersMiddleware"]


class SecurityHeadersMiddleware:
    """Adds a Content Security Policy, Permissions-Policy and Cross-Origin-Resource-Policy.

    Public pages, the admin and uploads each have a policy of their own in the settings. A header
    that a view has set stays: Wagtail guards its documents itself.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")
        self.permissions = ", ".join(
            f"{feature}={allowed}" for feature, allowed in settings.PERMISSIONS_POLICY.items()
        )

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in self.get_headers(request.path).items():
            response.setdefault(name, value)
        return response

    def get_headers(self, path):
        """Return the headers for an address as a dictionary of name to value."""
        if path.startswith(settings.MEDIA_URL):
            policy, resource_policy = settings.SECURE_CSP_UPLOADS, "cross-origin"
        elif path.startswith(self.admin):
            policy, resource_policy = settings.SECURE_CSP_ADMIN, "same-origin"
        elif path.startswith(settings.STATIC_URL):
            # A mail shows our logo, also to who reads it in a browser.
            policy, resource_policy = settings.SECURE_CSP, "cross-origin"
        else:
            policy, resource_policy = settings.SECURE_CSP, "same-origin"
        return {
            "Content-Security-Policy": format_policy(policy),
            "Cross-Origin-Resource-Policy": resource_policy,
            "Permissions-Policy": self.permissions,
        }


def format_policy(directives):
    """Return a dictionary of directive to sources as the value of the header (CSP level 3)."""
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())
