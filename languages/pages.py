"""Which language a page is in, where the same is to be read in another, and where a link leads.

A language is a code of WAGTAIL_CONTENT_LANGUAGES. It is always that of the address: no cookie and
no header decides. Text without a translation is in the source language, LANGUAGE_CODE.
"""

from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import translate_url
from django.utils import translation
from django.utils.translation import get_language
from wagtail.models import Page, Site

from languages.querysets import BasePageQuerySet
from site_version.keeping import keep

__all__ = [
    "LanguageLink",
    "Languages",
    "get_alternates",
    "get_language_of",
    "get_languages",
    "get_pages_elsewhere",
    "get_pages_for_visitor",
    "get_visitor_language",
    "render_language_label",
    "source_language",
]

# Set while a passage is written in the source language for a visitor of another.
visitor_language = ContextVar("visitor_language", default=None)


@dataclass(frozen=True)
class LanguageLink:
    """The way to another language; where the page `is_missing`, to the nearest one above it."""

    code: str
    url: str
    is_missing: bool


@dataclass(frozen=True)
class Languages:
    """The ways to the other languages, and the addresses that search engines get of this page.

    `alternates` is a list of (value of hreflang, page); empty when the page is in one language.
    """

    links: list[LanguageLink]
    alternates: list[tuple[str, Page]]


def get_visitor_language():
    """Return the language that the visitor came to read."""
    return visitor_language.get() or get_language()


@contextmanager
def source_language():
    """Write dates and interface words in the source language for the length of a block.

    What is untranslated is then in one language as a whole; its links still suit the visitor.
    """
    token = visitor_language.set(get_visitor_language())
    try:
        with translation.override(settings.LANGUAGE_CODE):
            yield
    finally:
        visitor_language.reset(token)


def get_language_of(page):
    """Return the code of a page's language, or None outside every site.

    Costs no query: Wagtail keeps where the pages of each language begin in its cache.
    """
    roots = Site.get_site_root_paths()
    return next(
        (root.language_code for root in roots if page.url_path.startswith(root.root_path)), None
    )


def get_pages_for_visitor(ids, pages=None, *, with_private=False):
    """Return a dictionary of id to the page to lead a visitor to, in one query.

    `ids` is an iterable or a queryset of ids. That is the page in the language of the visitor,
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
        if page.is_published or (with_private and page.is_on_site):
            versions.setdefault(page.translation_key, {})[get_language_of(page)] = page
    return {
        page.pk: version
        for page in found
        if (version := choose_version(page, versions.get(page.translation_key, {})))
    }


def choose_version(page, versions):
    """Return the page out of `versions`, by language, that suits the visitor best, or None."""
    languages = [get_visitor_language(), settings.LANGUAGE_CODE, get_language_of(page)]
    return next((versions[code] for code in languages if code in versions), None)


def get_languages(request, page=None, filter_form=None):
    """Return the Languages of `page`, or of a view that is not a page when it is None.

    What was chosen in `filter_form`, a FilterForm, stays chosen in the other languages.
    """
    site = Site.find_for_request(request)
    if site is None:
        return Languages(links=[], alternates=[])

    around = page if page and page.path else site.root_page
    found = dict(get_lineages(around.path, around.translation_key))
    own = found.pop(get_language(), [])
    versions = [pages[-1] for pages in [own, *found.values()] if is_same(pages, page)]
    return Languages(
        links=[
            LanguageLink(
                code=code,
                url=get_address(request, code, page, pages[-1], filter_form),
                is_missing=page is not None and not is_same(pages, page),
            )
            for code, pages in found.items()
        ],
        alternates=get_alternates(versions) if is_same(own, page) else [],
    )


def is_same(lineage, page):
    """Return whether a lineage, pages from the home page down, ends in a version of `page`."""
    return bool(lineage and page and lineage[-1].translation_key == page.translation_key)


@keep(size=300)
def get_lineages(path, key):
    """Return, by language, the published versions of the pages down to one, that one the last.

    `path` is where the page stands in the tree, and `key` its translation key.
    """
    above = [path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)]
    keys = Page.objects.filter(path__in=above).values("translation_key")
    found = BasePageQuerySet(Page).filter(translation_key__in=keys).published()
    ordered = sorted(found, key=lambda each: (each.translation_key == key, each.depth))
    return group_by_language(ordered)


def group_by_language(pages):
    """Return a dictionary of code to list of pages, in the order of the settings."""
    groups = defaultdict(list)
    for page in pages:
        groups[get_language_of(page)].append(page)
    return {
        code: groups[code] for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES if groups[code]
    }


def get_address(request, code, page, nearest, filter_form):
    """Return the way to another language: `nearest` is the page there that comes closest."""
    query = filter_form.get_query_in(code) if filter_form else ""
    if address := get_address_of_view(request, code, page):
        return f"{address}{query}"
    return f"{nearest.get_url(request)}{query if is_same([nearest], page) else ''}"


def get_address_of_view(request, code, page):
    """Return the address in another language of a view that is not a page, or None."""
    match = request.resolver_match
    if page or match is None or match.url_name == "wagtail_serve":
        return None
    there = translate_url(request.path, code)
    return there if there != request.path else None


def render_language_label(code):
    """Return "In Dutch", for in front of what is in another language, as HTML; "" for code ""."""
    return render_to_string("components/language_label.html", {"code": code}) if code else ""


def get_alternates(pages):
    """Return (value of hreflang, page) for published translations of one page, or [] for one alone.

    "x-default", for visitors with any other language, is the page in the source language.
    """
    if len(pages) < 2:
        return []
    alternates = [(get_language_of(page), page) for page in pages]
    sources = [page for code, page in alternates if code == settings.LANGUAGE_CODE]
    return [*alternates, *(("x-default", page) for page in sources)]


def get_pages_elsewhere(request):
    """Return a list of published pages that an address without a page may be about.

    That is a page whose translation stood here; or one that would have this address in its own
    language, or the last name in it below a translation of the page above. Each comes in the
    language of the visitor where it can; there is at most one for each language.
    """
    site, match = Site.find_for_request(request), request.resolver_match
    if site is None or match is None or match.url_name != "wagtail_serve":
        return []

    (rest,) = match.args
    language = get_language()
    here, there = [], []
    for root in Site.get_site_root_paths():
        if root.site_id == site.pk:
            (here if root.language_code == language else there).append(root.root_path + rest)
    there += list_namesakes(here)
    # Asked apart: for one of two conditions PostgreSQL reads all pages.
    keys = at_paths(Page.objects.all(), here).values("translation_key")
    published = BasePageQuerySet(Page).published()
    found = published.filter(translation_key__in=keys).union(at_paths(published, there))
    # A translation of what stood here is surer than a page that happens to have this address.
    by_likeness = sorted(found, key=lambda page: page.url_path not in there)
    groups = group_by_language(by_likeness)
    elsewhere = [pages[-1].pk for code, pages in groups.items() if code != language]
    versions = get_pages_for_visitor(elsewhere) if elsewhere else {}
    return list(dict.fromkeys(versions[key] for key in elsewhere if key in versions))


def at_paths(pages, paths):
    """Return of a queryset of pages those at some url_paths, which have no index; slugs have."""
    slugs = [path.rstrip("/").rsplit("/", 1)[-1] for path in paths]
    return pages.filter(slug__in=slugs, url_path__in=paths)


def list_namesakes(paths):
    """Return the paths with the same last name as `paths`, below translations of what is above."""
    found = []
    for path in paths:
        above, name = path.rstrip("/").rsplit("/", 1)
        keys = at_paths(Page.objects.all(), [f"{above}/"]).values("translation_key")
        others = Page.objects.filter(translation_key__in=keys).exclude(url_path=f"{above}/")
        found += [f"{each}{name}/" for each in others.values_list("url_path", flat=True)]
    return found
