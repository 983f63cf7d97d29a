"""How long a browser, and a cache on the way to it, may keep an answer: by its kind."""

import re

from django.conf import settings
from django.urls import reverse

__all__ = ["FOR_ALL", "CacheControlMiddleware"]

# A browser asks each time whether its copy is still good; a cache on the way once a minute, and it
# keeps the site readable for a day while there is nothing behind it (RFC 5861).
FOR_ALL = "public, max-age=0, s-maxage=60, stale-while-revalidate=60, stale-if-error=86400"
FOR_NOBODY = "private, no-store"
# The name of these changes with their content.
FOR_EVER = "public, max-age=31536000, immutable"
# A picture without a hash in its name may give its name to another one day.
FOR_AN_HOUR = "public, max-age=3600"

SAFE = {"GET", "HEAD"}
# What may be kept beside a page: an address that leads on, and that nothing or no more is there.
KEPT = {200, 301, 302, 304, 307, 308, 404, 410}
# What a browser then has of a file.
SENT = {200, 304}
HASHED = re.compile(r"\.[0-9a-f]{12}[._]")


class CacheControlMiddleware:
    """Says in Cache-Control who may keep an answer, where the view has not said so.

    What is for one visitor is for no cache, whatever a view says: the answer to a form, what
    depends on a cookie or sets one, the admin, a preview, and an error. Belongs above everything
    that sets or reads a cookie.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request):
        response = self.get_response(request)
        if is_personal(request, response):
            if "no-store" not in response.get("Cache-Control", ""):
                response["Cache-Control"] = FOR_NOBODY
        elif "Cache-Control" not in response:
            response["Cache-Control"] = self.get_default(request, response)
        return response

    def get_default(self, request, response):
        """Return the header of an answer of which its view says nothing, and that is the same
        for every visitor."""
        if request.path.startswith(self.admin) or response.status_code not in KEPT:
            return FOR_NOBODY
        if request.path.startswith(settings.MEDIA_URL) and response.status_code in SENT:
            return FOR_EVER if HASHED.search(request.path) else FOR_AN_HOUR
        return FOR_ALL


def is_personal(request, response):
    """Return whether an answer is for one visitor only."""
    return (
        request.method not in SAFE
        # Wagtail's previews and shared drafts, which have the address of the page itself.
        or getattr(request, "is_dummy", False)
        or bool(response.cookies)
        or "cookie" in response.get("Vary", "").lower()
    )
