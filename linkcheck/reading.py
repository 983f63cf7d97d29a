"""Reads where the links of a page or an entry of a list lead."""

from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from bs4 import BeautifulSoup
from django.conf import settings
from django.utils.text import Truncator
from wagtail.models import Page, Site

from linkcheck.models import LONGEST, Link
from linkcheck.walking import Kind, walk

__all__ = ["Found", "get_goal", "get_host", "get_link_goal", "list_links", "list_own_hosts"]

WORDS_KEPT = Link._meta.get_field("words").max_length


@dataclass(frozen=True)
class Found:
    """A link: where it stands, in which words, and where it leads, as `get_goal` gives that."""

    path: str
    words: str
    goal: str


def list_links(instance):
    """Return the links of a page or an entry of a list as it is here, as a list of Found."""
    found = []
    own_hosts = list_own_hosts()

    def read(place):
        if place.kind == Kind.TEXT:
            links = [
                (link.get_text(" ", strip=True) or place.label, get_link_goal(link, own_hosts))
                for link in BeautifulSoup(place.value, "html.parser").find_all("a")
            ]
        else:
            links = [(place.label, get_goal(place.kind, place.value, own_hosts))]
        for words, goal in links:
            if goal:
                words = Truncator(words).chars(WORDS_KEPT)
                found.append(Found(place.path, words, give_page(goal, instance)))
        return place.value

    walk(instance, read)
    return [each for each in found if not each.goal.startswith("#")]


def give_page(goal, instance):
    """Return a goal; of one on the same page ("#kop") with that page before it."""
    is_here = goal.startswith("#") and isinstance(instance, Page)
    return f"page:{instance.pk}{goal}" if is_here else goal


def list_own_hosts():
    """Return the names of this website, as a set."""
    base = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    return {base, *Site.objects.values_list("hostname", flat=True)}


def get_link_goal(link, own_hosts):
    """Return where a link in rich text, an element of BeautifulSoup, leads; as `get_goal`."""
    kind = {"page": Kind.PAGE, "document": Kind.DOCUMENT}.get(link.get("linktype"))
    if kind:
        return get_goal(kind, link.get("id", ""), own_hosts)
    return get_goal(Kind.ADDRESS, link.get("href", ""), own_hosts)


def get_goal(kind, value, own_hosts):
    """Return where something leads, the same for all ways to write it; "" for nothing to check.

    That is "page:5" or "document:3" for what is chosen, "/contact/#kop" for an address on this site
    and "https://…" for one elsewhere, without the place on that page. A mail or telephone link is
    nothing to check, and so is what no browser could follow.
    """
    if kind in {Kind.PAGE, Kind.DOCUMENT}:
        return f"{kind.value}:{value}"
    if value.startswith("#"):
        return value
    try:
        parts = urlsplit(value.strip())
        host = parts.hostname or ""
    except ValueError:
        return ""
    if len(value) > LONGEST:
        return ""
    if (not parts.scheme and not host and value.startswith("/")) or (
        parts.scheme in {"http", "https"} and host in own_hosts
    ):
        return urlunsplit(["", "", parts.path or "/", parts.query, parts.fragment])
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    return urlunsplit([parts.scheme, parts.netloc.lower(), parts.path or "/", parts.query, ""])


def get_host(goal):
    """Return the name of the website that a goal is on; "" for this one."""
    return urlsplit(goal).hostname or ""
