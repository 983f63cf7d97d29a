"""Where a link to a page leads: to the page in the language of the reader, where it is there."""

from django.conf import settings
from wagtail.models import Page

from languages.pages import get_language_of, get_reader_language
from languages.querysets import BasePageQuerySet

__all__ = ["find_for_reader"]


def find_for_reader(ids, pages=None, *, with_private=False):
    """Return a dictionary of id to the page to lead a reader to, in one query.

    `ids` is an iterable or a queryset of ids. That is the page in the language of the reader,
    otherwise in the source language, otherwise as it is; each only when every visitor may see it.
    An id without any of these is not in the result. `pages` is a queryset to take the pages from.

    `with_private` is for a link in an editor's own words, which tells nothing about a page that
    asks its visitors for a password. Where the title of the page is shown, leave it out.
    """
    if pages is None:
        pages = BasePageQuerySet(Page)
    versions = {}
    asked = Page.objects.filter(pk__in=ids).values("translation_key")
    found = list(pages.filter(translation_key__in=asked).with_visibility())
    for page in found:
        is_private = page.live and not page.alias_of_id
        if page.is_published or (with_private and is_private):
            versions.setdefault(page.translation_key, {})[get_language_of(page)] = page
    return {
        page.pk: version
        for page in found
        if (version := choose_version(page, versions.get(page.translation_key, {})))
    }


def choose_version(page, versions):
    """Return the page out of `versions`, by language, that suits the reader best, or None."""
    languages = [get_reader_language(), settings.LANGUAGE_CODE, get_language_of(page)]
    return next((versions[code] for code in languages if code in versions), None)
