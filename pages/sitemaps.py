"""The map of the site for search engines: every page in every language, with its translations."""

from collections import defaultdict
from xml.sax.saxutils import escape, quoteattr

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from languages.pages import get_alternates
from languages.querysets import BasePageQuerySet

__all__ = ["FILE_SIZE", "show_sitemap"]

# What is written in a tenth of a second; search engines take 50,000 in a file.
FILE_SIZE = 2_000
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)


@require_safe
def show_sitemap(request, number=None):
    """Answer with the pages of this site; where they are many, with the files that they are in.

    A file has the pages of FILE_SIZE keys, from `number` times as much on, so that a page stays
    in its file, and each file costs the same.
    """
    if number is not None and request.path != reverse("sitemap_file", args=[number]):
        raise Http404("A number with noughts before it is no other file.")
    site = Site.find_for_request(request) or Site.objects.get(is_default_site=True)
    roots = [root for root in Site.get_site_root_paths() if root.site_id == site.pk]
    pages = list_pages(roots)
    if number is None and pages.count() > FILE_SIZE:
        return answer(write_index(site, list_files(pages)))
    keys = None if number is None else range(number * FILE_SIZE, (number + 1) * FILE_SIZE)
    urls = write_urls(roots, keys)
    if keys and not urls:
        raise Http404("No page has its key in this file.")
    return answer(f"<urlset {NAMESPACES}>\n{urls}</urlset>\n")


def answer(xml):
    """Return a response for search engines to read, and not to show among their results."""
    response = HttpResponse(
        f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}', content_type="application/xml"
    )
    response["X-Robots-Tag"] = "noindex, noodp, noarchive"
    return response


def list_pages(roots):
    """Return the published pages below the home pages of a site, of all languages."""
    below = Q()
    for root in roots:
        below |= Q(url_path__startswith=root.root_path)
    return BasePageQuerySet(Page).filter(below).published()


def list_files(pages):
    """Return the numbers of the files that have a page, in order."""
    numbers = pages.annotate(file=F("pk") / FILE_SIZE)
    return numbers.order_by("file").values_list("file", flat=True).distinct()


def write_index(site, numbers):
    """Return the files as XML, by their numbers."""
    addresses = [site.root_url + reverse("sitemap_file", args=[number]) for number in numbers]
    files = "\n".join(f"<sitemap><loc>{escape(address)}</loc></sitemap>" for address in addresses)
    return f"<sitemapindex {NAMESPACES}>\n{files}\n</sitemapindex>\n"


def write_urls(roots, keys):
    """Return the pages with these keys, a range or None for all, each with its versions, as XML.

    Versions in other languages may be in other files. All is one query, and no Page is made.
    """
    pages = list_pages(roots).order_by("path")
    if keys:
        ours = pages.filter(pk__range=(keys.start, keys.stop - 1)).order_by()
        pages = pages.filter(translation_key__in=ours.values("translation_key"))
    pages = pages.annotate(changed_at=Coalesce("last_published_at", "latest_revision_created_at"))
    rows = list(pages.values_list("pk", "url_path", "translation_key", "changed_at", named=True))
    versions = defaultdict(list)
    for row in rows:
        versions[row.translation_key].append(row)
    bases = [(root.root_path, get_base(root)) for root in roots]
    return "".join(
        write_url(row, versions[row.translation_key], bases)
        for row in rows
        if keys is None or row.pk in keys
    )


def get_base(root):
    """Return the address of a home page, of one of Wagtail's SiteRootPaths."""
    with override(root.language_code):
        return root.root_url + reverse("wagtail_serve", args=[""])


def write_url(row, versions, bases):
    """Return the XML of one page: its address, when it changed, and its versions."""
    day = f"<lastmod>{row.changed_at:%Y-%m-%d}</lastmod>" if row.changed_at else ""
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(locate(each, bases))}/>'
        for code, each in get_alternates(versions)
    )
    return f"<url><loc>{escape(locate(row, bases))}</loc>{day}{links}</url>\n"


def locate(row, bases):
    """Return the address of a page of which only the path is known."""
    for root_path, base in bases:
        if row.url_path.startswith(root_path):
            return base + row.url_path[len(root_path) :]
    return ""
