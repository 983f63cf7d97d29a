"""What somebody did to Dutch pages and snippets in one request, whichever way they did it.

Signals note it, so that a button, a bulk action, an approval, an earlier version and a restriction
all pass here. What the site does by itself, without a request, is on the board.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from wagtail.models import Locale

__all__ = ["note", "taking_notes"]

notebook = ContextVar("notebook", default=None)


@contextmanager
def taking_notes():
    """Yield a dictionary of what was done ("published", "deleted") to a list of instances."""
    notes = {}
    token = notebook.set(notes)
    try:
        yield notes
    finally:
        notebook.reset(token)


def note(deed, instance):
    """Note that a page or snippet was "published", "unpublished", "deleted", "moved" or "hidden".

    Only of the source language: what happens to a translation asks nothing of others.
    """
    notes = notebook.get()
    if notes is not None and instance.locale_id == Locale.get_default().pk:
        notes.setdefault(deed, []).append(instance)
