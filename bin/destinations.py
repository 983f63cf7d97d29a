"""Where visitors of a page that goes may be sent: what is proposed to who deletes it.

Any app that knows pages on the same subject registers a function in its `wagtail_hooks`, which
takes a page and returns such pages, the best first:

    hooks.register("list_destinations", list_teams_alike)
"""

from wagtail import hooks
from wagtail.models import Page

from languages.querysets import BasePageQuerySet

__all__ = ["DESTINATIONS", "keep_visible", "list_destinations"]

DESTINATIONS = "list_destinations"
MOST = 3


def list_destinations(pages):
    """Return where visitors of `pages`, which go together, may be sent, as a list of pages."""
    found = []
    for page in pages:
        for propose in hooks.get_hooks(DESTINATIONS):
            found += propose(page.specific)[:MOST]
    found += [page.get_parent() for page in pages]
    return keep_visible(found, pages)


def keep_visible(found, leaving):
    """Return of pages those that every visitor sees, and that do not go, in the same order."""
    keys = list(dict.fromkeys(page.pk for page in found))
    seen = BasePageQuerySet(Page).published().in_bulk(keys)
    paths = tuple(page.path for page in leaving)
    return [seen[key] for key in keys if key in seen and not seen[key].path.startswith(paths)]
