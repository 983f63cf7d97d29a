"""Why a page may not go live for its own sake: its address, and the headings in it."""

from collections import Counter

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.fields import StreamField

__all__ = [
    "is_taken",
    "list_equal_headings",
    "list_passed_expiry",
    "list_reserved_address",
    "list_reserved_below",
]

# What begins an address that no pattern of Django answers, or that another language begins with.
FOLDERS = {
    settings.MEDIA_URL.strip("/"),
    settings.STATIC_URL.strip("/"),
    *(code for code, _name in settings.LANGUAGES),
}


def list_reserved_address(page):
    """Return a reason, as a list, against an address at which something else answers."""
    return list_reserved_below(page.get_parent(), page)


def list_reserved_below(parent, page):
    """Return a reason, as a list, against the address of a page below `parent` (a Page)."""
    parts = parent.get_url_parts()
    path = f"{parts[2]}{page.slug}/" if parts and parts[2] else None
    if path is None or not is_taken(path, page.locale):
        return []
    return [
        _("The address %(path)s belongs to a part of the site itself. Choose another one.")
        % {"path": path}
    ]


def is_taken(path, locale):
    """Return whether a path leads to anything else than a page for visitors of a Locale."""
    if locale.is_default and path.split("/")[1] in FOLDERS:
        return True
    with override(locale.language_code):
        try:
            return resolve(path).url_name != "wagtail_serve"
        except Resolver404:
            return False


def list_equal_headings(page):
    """Return a reason for each heading that has the same anchor as another, as a list.

    A link to one of them would lead to the other (HTML Living Standard, 3.2.6: an id is unique).
    """
    headings = [
        block.value
        for field in page._meta.get_fields()
        if isinstance(field, StreamField)
        for block in getattr(page, field.name)
        if block.block_type == "heading"
    ]
    counts = Counter(heading.get_anchor() for heading in headings)
    equal = {each.get_anchor(): each["text"] for each in headings if counts[each.get_anchor()] > 1}
    return [
        _("The heading “%(heading)s” is there twice. Use other words for one.") % {"heading": text}
        for text in equal.values()
    ]


def list_passed_expiry(page):
    """Return a reason, as a list, against a page that would leave the site within minutes."""
    if page.expire_at is None or page.expire_at > timezone.now():
        return []
    return [
        _(
            "It expired on %(date)s. Open it, and choose “Publish” to have it stay, or “Plan…” for"
            " another end."
        )
        % {"date": date_format(timezone.localtime(page.expire_at), "DATE_FORMAT")}
    ]
