"""The way through the site: home page, main menu and breadcrumbs, of which most is kept."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import get_language
from wagtail.models import Page, Site

from languages.pages import get_language_of
from languages.querysets import BasePageQuerySet
from site_version.keeping import keep

__all__ = ["HOME_DEPTH", "MenuItem", "Navigation", "get_navigation", "localize_home"]

HOME_DEPTH = 2
SECTION_DEPTH = 3


@dataclass(frozen=True)
class MenuItem:
    """A page in the main menu; `is_current` for that page, `is_open` for all pages below it."""

    page: Page
    is_current: bool
    is_open: bool


@dataclass(frozen=True)
class Navigation:
    """The home page in this language, the ways on from it, and the pages above the current one.

    Every page right below the home page is in the main menu when its editor says so ("Show in
    menus"), and in the footer otherwise, so that none gets lost.
    """

    home: Page | None
    menu: list[MenuItem]
    footer: list[Page]
    breadcrumbs: list[Page]

    @property
    def marks(self):
        """What the main menu marks: for each of its items whether it is current, and open."""
        return tuple((item.is_current, item.is_open) for item in self.menu)

    def get_section(self, page):
        """Return the page right below the home page that `page` stands under, or None."""
        sections = [*(item.page for item in self.menu), *self.footer]
        return next((each for each in sections if page.path.startswith(each.path)), None)


def get_navigation(request, page):
    """Return the Navigation around `page`, or around the home page when it is None.

    Without a page (404) the language of the address decides which home page it is.
    """
    current = page if page and page.path else get_home(request)
    if current is None:
        return Navigation(home=None, menu=[], footer=[], breadcrumbs=[])

    above = get_ancestor_paths(current)
    found = [*list_sections(above[0]), *list_deeper(above[2:-1])]
    return Navigation(
        home=next((each for each in found if each.path == above[0]), None),
        menu=[
            MenuItem(
                page=each,
                is_current=each.path == current.path,
                is_open=current.path.startswith(each.path),
            )
            for each in found
            if each.depth == SECTION_DEPTH and each.show_in_menus
        ],
        footer=[each for each in found if each.depth == SECTION_DEPTH and not each.show_in_menus],
        breadcrumbs=[each for each in found if each.path in above[:-1]],
    )


@keep(size=20)
def list_sections(start):
    """Return the published home page at a path and those right below it, as the editors order."""
    sections = Q(depth=SECTION_DEPTH, path__startswith=start)
    pages = BasePageQuerySet(Page).filter(sections | Q(path=start)).published()
    return list(pages.order_by("path"))


def list_deeper(paths):
    """Return the published pages at some paths, in the order of the tree."""
    if not paths:
        return []
    return list(BasePageQuerySet(Page).filter(path__in=paths).published().order_by("path"))


def get_home(request):
    """Return the home page in the language of the address, or None when it is not live."""
    site = Site.find_for_request(request)
    home = site and localize_home(site)
    return home if home and get_language_of(home) == get_language() else None


@keep(size=20)
def localize_home(site):
    """Return the home page of a Site in the language of now, or its own when there is none."""
    return site.root_page.localized


def get_ancestor_paths(page):
    """Return the tree paths from the home page down to `page` itself, without a query."""
    depths = range(HOME_DEPTH, page.depth + 1)
    return [page.path[: depth * page.steplen] for depth in depths]
