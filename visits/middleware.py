"""Writes down that a page was read, whether it was made for this visitor or kept."""

from django.conf import settings

from visits import log

__all__ = ["VisitsMiddleware"]

# Asked for and seen, or seen before and still the same.
READ = {200, 304}


class VisitsMiddleware:
    """Belongs above what keeps pages: who gets one of those reads it as well."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if is_read(response) and is_visitor(request):
            log.write(request.path, request.headers.get("Referer", ""))
        return response


def is_read(response):
    """Return whether a response is a page, or says that it did not change."""
    is_page = response.headers.get("Content-Type", "text/html").startswith("text/html")
    return response.status_code in READ and is_page


def is_visitor(request):
    """Return whether somebody asks who is no colleague and no program, to read it now.

    A browser that fetches what may be read next says so (Sec-Purpose, WHATWG Fetch).
    """
    return (
        request.method == "GET"
        and f"{settings.SESSION_COOKIE_NAME}=" not in request.META.get("HTTP_COOKIE", "")
        and "prefetch" not in request.headers.get("Sec-Purpose", "")
        and not log.is_robot(request.headers.get("User-Agent", ""))
    )
