"""Short addresses for printed matter: temporary redirects of Wagtail, in its list of redirects too.

Temporary, as browsers keep a permanent one: what is printed may lead to another page next year.
"""

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site

from pages.publishing import PublishingRefusedError
from pages.rules import is_taken

__all__ = [
    "find_reasons_against",
    "get_short_addresses",
    "list_taken_by_short_address",
    "refuse_taken_place",
]


def get_short_addresses(page):
    """Return the Redirects (a queryset) that are short addresses of a page, the newest last."""
    addresses = Redirect.objects.filter(is_permanent=False, automatically_created=False)
    return addresses.filter(redirect_page=page.pk).order_by("pk")


def find_reasons_against(name):
    """Return why a name (str) cannot be a short address, as a list of str; [] when it can."""
    if Redirect.objects.filter(old_path=f"/{name}").exists():
        return [_("This address leads to another page already.")]
    homes = Site.objects.values("root_page")
    is_page = Page.objects.filter(slug=name, depth=3)
    if any(is_page.child_of(home).exists() for home in Page.objects.filter(pk__in=homes)):
        return [_("There is a page at this address.")]
    if is_taken(f"/{name}/", Locale.objects.get(language_code=settings.LANGUAGE_CODE)):
        return [_("This address belongs to a part of the site itself. Choose another one.")]
    return []


def list_taken_by_short_address(page):
    """Return a reason, as a list, against a page in the place of a short address of another."""
    return list_taken_below(page.get_parent(), page)


def refuse_taken_place(instance, parent_page_after, **kwargs):
    """Raise PublishingRefusedError for a live page that is moved to where a short address is."""
    reasons = list_taken_below(parent_page_after, instance) if instance.live else []
    if reasons:
        raise PublishingRefusedError(instance, reasons)


def list_taken_below(parent, page):
    """Return the same reason against a page below `parent` (a Page)."""
    parts = parent.get_url_parts()
    if not parts or not parts[2]:
        return []
    path = f"{parts[2]}{page.slug}"
    taken = Redirect.objects.filter(old_path=path, is_permanent=False, automatically_created=False)
    return [
        _("%(path)s is a short address of “%(title)s”, and may be in print. Choose another slug.")
        % {"path": path, "title": redirect.redirect_page}
        for redirect in taken.exclude(redirect_page=page.pk).exclude(redirect_page=None)
    ]
