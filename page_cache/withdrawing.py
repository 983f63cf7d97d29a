"""What visitors may see no more is gone from what is kept for when the database is away, too."""

from django.conf import settings
from django.db import transaction

from page_cache.store import get_store

__all__ = ["forget_pages", "forget_when_moved"]


def forget_pages(**kwargs):
    """Forget all pages of this machine, once a page is no longer there or not for everybody.

    For the signals that say so. What the page told may stand on others as well. All have to be
    made anew for the next visitor anyway, as this made another version of the site.
    """
    if settings.PAGE_CACHE:
        transaction.on_commit(get_store().forget_all)


def forget_when_moved(url_path_before, url_path_after, **kwargs):
    """Do so when a page is below another one now, which may be private; not for another order."""
    if url_path_before != url_path_after:
        forget_pages()
