"""The map of the site for search engines: every page in every language, with its translations."""

from collections import defaultdict

from django.db.models import Q
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page, Site

from languages.pages import get_alternates
from languages.querysets import BasePageQuerySet

__all__ = ["PageSitemap"]


class PageSitemap(Sitemap):
    """As Wagtail's, which knows only the pages in the source language, and one at a time."""

    def items(self):
        """Return the published pages of this site, of all languages."""
        site = self.get_wagtail_site()
        below = Q()
        for root in Site.get_site_root_paths():
            if root.site_id == site.pk:
                below |= Q(url_path__startswith=root.root_path)
        return BasePageQuerySet(Page).filter(below).published().order_by("path")

    def get_urls(self, page=1, site=None, protocol=None):
        """Return what the template shows of each page: a dictionary.

        `site` and `protocol` are of the request; addresses come from Wagtail's settings instead.
        """
        pages = list(self.paginator.page(page).object_list)
        versions = defaultdict(list)
        for each in pages:
            versions[each.translation_key].append(each)
        return [
            {
                "location": self.location(each),
                "lastmod": self.lastmod(each),
                "alternates": self.get_links(versions[each.translation_key]),
            }
            for each in pages
        ]

    def get_links(self, versions):
        """Return the versions of one page in the words of Django's template."""
        return [
            {"lang_code": code, "location": self.location(page)}
            for code, page in get_alternates(versions)
        ]
