"""What visitors get while the database is away, and what they asked for is not kept."""

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_path, override

from page_cache.answers import make_kept
from page_cache.store import get_store

__all__ = ["keep_away_pages", "say_away"]

# It is started again within seconds, and nobody should have to wait for long to see that.
RETRY_AFTER_SECONDS = 30


def say_away(request):
    """Return that the site cannot answer now, in the language of the address.

    A script that asks for a part of its page gets no words: Wagtail's would show a page within the
    page, as its icons.
    """
    language = get_language(request)
    is_part = request.headers.get("Sec-Fetch-Dest") == "empty"
    response = HttpResponse(b"" if is_part else find_page(language), status=503)
    response["Content-Language"] = language
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def find_page(language):
    """Return the page in a language, made before: only the database knows the telephone number."""
    kept = get_store().find(get_away_key(language))
    return bytes(kept.bodies["identity"]) if kept else render(language)


def keep_away_pages(store, version):
    """Keep the pages for when the database is away, unless those of this version are there."""
    for language, _name in settings.LANGUAGES:
        key = get_away_key(language)
        kept = store.find(key)
        if kept is None or kept.version != version:
            store.keep(key, make_kept(HttpResponse(render(language)), version))


def render(language):
    """Return the page in a language, with the telephone number if that can be known now."""
    with override(language):
        return render_to_string("503.html")


def get_language(request):
    """Return the code of the language of the address that was asked for."""
    return get_language_from_path(request.path_info) or settings.LANGUAGE_CODE


def get_away_key(language):
    """Return what the page is kept under, which is the key of no address."""
    return f"away {language}"
