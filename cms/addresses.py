"""How the site answers what its views never see: other methods, and addresses in capitals."""

from django.conf import settings
from django.http import Http404, HttpResponseNotAllowed, HttpResponsePermanentRedirect
from django.urls import resolve, reverse
from django.utils.translation import get_language_from_path, override
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

__all__ = ["CapitalsMiddleware", "MethodsMiddleware"]

METHODS = ["GET", "HEAD", "OPTIONS", "POST"]


class MethodsMiddleware:
    """Answers 405 to methods that no page of the site takes (RFC 9110, 15.5.6).

    Belongs above the protection of forms, which would say that the sender is not allowed to. The
    admin decides for itself.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request):
        if request.method in METHODS or request.path.startswith(self.admin):
            return self.get_response(request)
        return HttpResponseNotAllowed(METHODS)


class CapitalsMiddleware:
    """Leads from /NIEUWS/, as it may stand on a poster, to /nieuws/, when that leads to a page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 404 and is_page_in_capitals(request):
            query = request.META.get("QUERY_STRING")
            address = request.path.lower() + (f"?{query}" if query else "")
            return HttpResponsePermanentRedirect(address)
        return response


def is_page_in_capitals(request):
    """Return whether nothing but capitals keeps an address from being that of a page."""
    match, address = request.resolver_match, request.path.lower()
    # Nothing at all answers to the language of /EN/NEWS/.
    if (match and match.url_name != "wagtail_serve") or request.path == address:
        return False
    with override(get_language_from_path(address) or settings.LANGUAGE_CODE):
        try:
            meant = resolve(address)
            if meant.url_name != "wagtail_serve":
                return False
            home = Site.find_for_request(request).root_page.localized.specific
            home.route(request, [name for name in meant.args[0].split("/") if name])
        except Http404:
            return is_redirect(request, address)
    return True


def is_redirect(request, address):
    """Return whether an address leads on to another: a short one, on paper, in capitals."""
    redirects = Redirect.get_for_site(Site.find_for_request(request))
    return redirects.filter(old_path=Redirect.normalise_path(address)).exists()
