"""What visitors are told at the address of a page that was deleted: that it is gone (410)."""

from django.shortcuts import render
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from bin.models import LeftAddress

__all__ = ["GoneMiddleware"]


class GoneMiddleware:
    """Answers 410 where a page was that somebody deleted, so that search engines forget it.

    A browser asks again, as the page may come back (RFC 9110, 15.5.11).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 404 and is_left(request):
            gone = render(request, "410.html", status=410)
            gone["Cache-Control"] = "no-cache"
            return gone
        return response


def is_left(request):
    """Return whether a page was at the address of this request, and nothing is there now."""
    match = request.resolver_match
    if match is None or match.url_name != "wagtail_serve":
        return False
    path = Redirect.normalise_path(request.path)
    return LeftAddress.objects.filter(site=Site.find_for_request(request), path=path).exists()
