"""Whether a form was sent from the site itself: what a CSRF token proves, without a cookie."""

from functools import wraps

from django.conf import settings
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt

from submissions.refusals import refuse_origin

__all__ = ["is_from_this_site", "same_site_only"]

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def same_site_only(view):
    """Decorate a view, so that what another site has a browser send gets a 403 that explains it.

    Django's own check is off for the view, as visitors have no cookie that it could compare with.
    What the view answers to a form is never kept by a cache.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method in SAFE_METHODS:
            return view(request, *args, **kwargs)
        allowed = is_from_this_site(request)
        response = view(request, *args, **kwargs) if allowed else refuse_origin(request)
        add_never_cache_headers(response)
        return response

    return csrf_exempt(guarded)


def is_from_this_site(request):
    """Return whether a browser sent this request from a page of this site.

    Sec-Fetch-Site (Fetch Metadata, W3C) decides where there is one: no script can set it. Older
    browsers send Origin only (RFC 6454). With neither it is a browser from before 2020, or a
    program: that one has no need of somebody else's browser, and gets no further than the other
    protection lets it.
    """
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site")
    if origin not in {None, "null"} and not is_ours(origin, request):
        return False
    if site is None:
        return origin != "null"
    # "none" is what the person did: a bookmark, or a form sent again from the history.
    return site in {"same-origin", "none"}


def is_ours(origin, request):
    """Return whether an origin is that of the request, or one that the settings name."""
    here = f"{request.scheme}://{request.get_host()}"
    return origin.lower() in {here.lower(), *map(str.lower, settings.CSRF_TRUSTED_ORIGINS)}
