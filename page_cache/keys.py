"""Which requests are answered with a page that is kept, and what it is kept under."""

from functools import cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import DisallowedHost
from django.urls import reverse

__all__ = ["get_key", "is_invented"]

SAFE = {"GET", "HEAD"}
MOST_PARAMETERS = 20
# Something is to be said to whoever brings this one; who is signed in brings that of the session.
MESSAGES_COOKIE = CookieStorage.cookie_name


def get_key(request):
    """Return what the page of a request is kept under (a str), or None: then it is not.

    What is told for counting visits only is taken out of the request, as it makes no other page.
    """
    if request.method not in SAFE or is_special(request):
        return None
    query = clean_query(request.META.get("QUERY_STRING", ""))
    if query is None:
        return None
    request.META["QUERY_STRING"] = query
    try:
        return f"{request.scheme}://{request.get_host().lower()}{request.path}?{query}"
    except DisallowedHost:
        return None


def is_invented(request):
    """Return whether anybody can think of as many addresses like that of a request as they want.

    That is one with a question, or with another host than ours: any port will do in its name.
    """
    own_host = urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc
    return bool(request.META.get("QUERY_STRING")) or request.get_host().lower() != own_host


def is_special(request):
    """Return whether a request may get another page than anybody else's."""
    cookies = request.META.get("HTTP_COOKIE", "")
    return (
        # A preview or a shared draft, which has the address of the page itself.
        getattr(request, "is_dummy", False)
        or "HTTP_AUTHORIZATION" in request.META
        or any(f"{name}=" in cookies for name in [settings.SESSION_COOKIE_NAME, MESSAGES_COOKIE])
        or request.path.startswith(get_places())
    )


@cache
def get_places():
    """Return the beginnings of addresses where there are no pages, as a tuple."""
    return (
        reverse("wagtailadmin_home"),
        settings.STATIC_URL,
        settings.MEDIA_URL,
        *settings.PAGE_CACHE_NEVER,
    )


def clean_query(query):
    """Return a query without what makes no other page, in one order; None for one unknown.

    `query` is as it came, and so is what is returned, for the view and for links to this page.
    """
    if not query:
        return ""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return None
    pairs = [pair for pair in pairs if not pair[0].startswith(settings.PAGE_CACHE_IGNORED)]
    if any(name not in settings.PAGE_CACHE_PARAMETERS for name, _value in pairs):
        return None
    return urlencode(sorted(pairs))
