"""Pages for the next visitor, without making them again."""

import logging
import time
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed

from page_cache.answers import answer, can_be_kept, make_kept
from page_cache.away import keep_away_pages
from page_cache.freshness import KnownVersion
from page_cache.keys import get_key, is_invented
from page_cache.store import get_store
from submissions.forms import LONGEST

__all__ = ["PageCacheMiddleware"]

logger = logging.getLogger(__name__)

# No longer than the stamp of its form is good, which counts from the beginning of a day.
LONGEST_STALE_SECONDS = (LONGEST - timedelta(days=1)).total_seconds()
TOLD_EVERY_SECONDS = 60
# What a browser has already is told it when the page was made, and kept for others.
CONDITIONS = ["HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH"]
CONDITIONS += ["HTTP_IF_UNMODIFIED_SINCE"]


class PageCacheMiddleware:
    """Answers who is not signed in with the page that somebody else got before.

    It is the right one as long as the version of the site is the same. While the database or the
    code fails, it is better than nothing, for six days. Belongs first, but for what compresses
    pages: that has no work here.
    """

    def __init__(self, get_response):
        if not settings.PAGE_CACHE:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.store = get_store()
        self.known = KnownVersion(settings.PAGE_CACHE_SECONDS)
        self.told_at = None

    def __call__(self, request):
        key = get_key(request)
        if key is None:
            return self.get_response(request)
        version = self.known.get()
        kept = self.store.find(key)
        if is_fresh(kept, version):
            return answer(request, kept, "hit")
        if version is None and is_good_enough(kept):
            return self.answer_stale(request, kept)
        with self.store.making(key) as turn:
            made = self.store.find(key)
            if is_fresh(made, version):
                return answer(request, made, "hit; detail=awaited")
            if turn.has_waited:
                # What the one before made is for one visitor only: nobody need wait for that.
                turn.end()
            return self.make(request, key, version, kept)

    def make(self, request, key, version, kept):
        """Return the answer of the site, and keep it for others; what is kept, if it fails."""
        conditions = {name: request.META.pop(name) for name in CONDITIONS if name in request.META}
        response = self.get_response(request)
        request.META |= conditions
        if response.status_code >= 500:
            return self.answer_stale(request, kept) if is_good_enough(kept) else response
        if not can_be_kept(response):
            # What was for everybody is not any more, also while the database is away.
            self.store.forget(key)
            return response
        if request.method != "GET" or version is None:
            return response
        is_first_to_go = response.status_code != 200 or is_invented(request)
        new = make_kept(response, version, is_first_to_go=is_first_to_go)
        self.store.keep(key, new)
        keep_away_pages(self.store, version)
        return answer(request, new, "fwd=stale; stored" if kept else "fwd=miss; stored")

    def answer_stale(self, request, kept):
        """Return a page of before, and say so in the log once in a while."""
        now = time.monotonic()
        if self.told_at is None or now - self.told_at >= TOLD_EVERY_SECONDS:
            self.told_at = now
            hours = (time.time() - kept.made_at) / 3600
            logger.warning(
                "The database or the code fails: visitors get pages of before, such as %s, made "
                "%.1f hours ago.",
                request.path,
                hours,
            )
        return answer(request, kept, "hit; detail=stale")


def is_fresh(kept, version):
    """Return whether a Kept is what would be made now."""
    return kept is not None and kept.version == version


def is_good_enough(kept):
    """Return whether a Kept, or None, may be shown when nothing better can be made."""
    return kept is not None and time.time() - kept.made_at < LONGEST_STALE_SECONDS
