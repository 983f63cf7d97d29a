"""From what kind of place a visitor came: all that is kept of the page that led them here."""

from urllib.parse import urlsplit

from django.conf import settings

from visits.models import Origin

__all__ = ["get_origin"]

# By the end of their name, or by a part of it: google.nl and google.com are one.
SEARCH_ENGINES = (
    *("google", "bing", "duckduckgo", "ecosia", "startpage", "qwant", "yahoo", "yandex"),
    *("baidu", "kagi", "mojeek", "swisscows"),
)
SOCIAL_NETWORKS = (
    *("linkedin", "lnkd", "facebook", "instagram", "twitter", "x", "t", "threads", "bsky"),
    *("mastodon", "whatsapp", "telegram", "youtube", "reddit", "pinterest", "tiktok"),
)
# Search has a host of its own at some: search.brave.com, and mail.google.com is no search engine.
SEARCH_HOSTS = ("search.brave.com",)
MAIL_HOSTS = ("mail.", "outlook.", "webmail.")


def get_origin(host):
    """Return the Origin of a visitor whose browser named a host (a str), or "" for none."""
    host = host.lower().partition(":")[0].removeprefix("www.")
    if not host or host.startswith(MAIL_HOSTS):
        return Origin.UNKNOWN
    if host == get_own_host():
        return Origin.SITE
    if host in SEARCH_HOSTS:
        return Origin.SEARCH_ENGINE
    names = host.split(".")[:-1]
    if any(name in SEARCH_ENGINES for name in names):
        return Origin.SEARCH_ENGINE
    if names and names[-1] in SOCIAL_NETWORKS:
        return Origin.SOCIAL_NETWORK
    return Origin.OTHER_SITE


def get_own_host():
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname.removeprefix("www.")
