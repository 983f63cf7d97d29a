"""The way from an address to its page: one query, once the same address was asked for before."""

from typing import NamedTuple

from django.http import Http404
from django.http.request import split_domain_port
from wagtail.models import Page, Site
from wagtail.models.sites import get_site_for_hostname
from wagtail.views import serve

from pages.navigation import localize_home
from site_version.keeping import keep
from site_version.version import is_reading

__all__ = ["know_site", "serve_page"]

# No page stands deeper than its place in the tree can be written down.
DEEPEST = Page._meta.get_field("path").max_length // Page.steplen


class Place(NamedTuple):
    """Where an address leads: a model, the key of its page, and the names below that page."""

    model: type
    key: int
    rest: list


def serve_page(request, path):
    """Serve the page at an address, as Wagtail does once the site and the page are known."""
    if is_reading():
        know_site(request)
        request._wagtail_route_for_request = find_route(request, path)
    return serve(request, path)


def know_site(request):
    """Have `Site.find_for_request` know the site of a request without a query."""
    name, _port = split_domain_port(request._get_raw_host())
    request._wagtail_site = find_site(name, request.get_port())


@keep(size=20)
def find_site(name, port):
    """Return the Site at a host, or None."""
    try:
        return get_site_for_hostname(name, port)
    except Site.DoesNotExist:
        return None


def find_route(request, path):
    """Return the RouteResult for an address, or None where there is no page."""
    site = Site.find_for_request(request)
    place = site and find_place(localize_home(site).url_path, path)
    if place is None:
        return None
    pages = place.model._default_manager.all()
    if hasattr(place.model, "lead_image"):
        pages = pages.select_related("lead_image")
    try:
        return pages.get(pk=place.key).route(request, place.rest)
    except (Http404, place.model.DoesNotExist):
        return None


@keep(size=1000)
def find_place(start, path):
    """Return the Place of an address, that of the page deepest in it; None where there is none.

    `start` is the `url_path` of the home page, and `path` the rest of the address.
    """
    names = path.split("/")[:-1]
    ends = range(min(len(names), DEEPEST) + 1)
    ways = [start + "".join(f"{name}/" for name in names[:end]) for end in ends]
    found = Page.objects.filter(url_path__in=ways).order_by("-depth", "pk").first()
    if found is None:
        return None
    rest = found.url_path.removeprefix(start).count("/")
    return Place(found.specific_class, found.pk, names[rest:])
