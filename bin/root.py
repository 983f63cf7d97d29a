"""Where deleted pages are: below a root of their own, outside every site.

So they have no address, and nothing that goes through the pages of a site comes upon them. Roles
have rights on pages of the site, so nobody but an administrator would even be offered one.
"""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page

__all__ = ["get_root", "is_in_bin", "leave_out_binned"]

# Wagtail's own root is "0001". With a path that is always the same, no query has to look for it.
PATH = "00ZZ"
SLUG = "in-the-bin"


def get_root():
    """Return the page below which deleted pages are; it is made when something is first deleted."""
    root, _is_new = Page.objects.get_or_create(
        path=PATH,
        defaults={
            "depth": 1,
            # Content, as the names of roles are: histories say it.
            "title": "Prullenbak",
            "slug": SLUG,
            "url_path": f"/{SLUG}/",
            "live": False,
            "locale": Locale.get_default(),
            "content_type": ContentType.objects.get_for_model(Page),
        },
    )
    return root


def is_in_bin(page):
    """Return whether a page is in the bin, or is the bin itself."""
    return page.path.startswith(PATH)


def leave_out_binned(pages):
    """Return a queryset of pages without those in the bin."""
    return pages.exclude(path__startswith=PATH)
