"""Where a link to this site itself leads: the database knows."""

from dataclasses import dataclass
from urllib.parse import unquote

from bs4 import BeautifulSoup
from django.conf import settings
from django.http import Http404
from django.test import RequestFactory
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from languages.pages import get_language_of, get_pages_for_visitor
from linkcheck.models import Address

__all__ = ["Judgement", "find_page", "judge"]

State = Address.State
# What the web server sends without asking the site.
FILES = (settings.MEDIA_URL, settings.STATIC_URL)


@dataclass(frozen=True)
class Judgement:
    """How a link to this site is, and the primary key of the page that it leads to, or None."""

    state: Address.State
    page_key: int | None = None


def judge(goals, language):
    """Return the Judgement of each goal of this site, as a dictionary.

    `goals` are as `reading.get_goal` gives them, `language` is that of the pages that lead there.
    Chosen pages and files take two queries, however many they are.
    """
    keys = {"page": set(), "document": set()}
    for goal in goals:
        kind, _colon, key = split_anchor(goal)[0].partition(":")
        if kind in keys:
            keys[kind].add(int(key) if key.isdecimal() else 0)
    with override(language or settings.LANGUAGE_CODE):
        pages = Page.objects.in_bulk(keys["page"])
        seen = get_pages_for_visitor(keys["page"], with_private=True) if keys["page"] else {}
        documents = get_document_model().objects.filter(pk__in=keys["document"])
        judgement = Judge(pages, seen, set(documents.values_list("pk", flat=True)), language)
        return {goal: judgement.judge(goal) for goal in goals}


def split_anchor(goal):
    """Return what a goal leads to, and the id of the place on that page; "" for the page itself.

    A browser looks up words by itself ("#:~:text=Wie%20wij"), and knows the top of every page.
    """
    target, _sign, anchor = goal.partition("#")
    anchor = unquote(anchor.partition(":~:")[0])
    return target, "" if anchor == "top" else anchor


class Judge:
    """Judges goals with what was read for all of them; its methods return a Judgement."""

    def __init__(self, pages, seen, documents, language):
        self._pages = pages
        self._seen = seen
        self._documents = documents
        self._language = language
        self._anchors = {}

    def judge(self, goal):
        target, anchor = split_anchor(goal)
        kind, _colon, key = target.partition(":")
        key = int(key) if key.isdecimal() else 0
        if kind == "document":
            return Judgement(State.WORKS if key in self._documents else State.MISSING)
        if kind == "page":
            # The visitor is led to the page of their own language.
            page = self._seen.get(key) or self._pages.get(key)
            return self._judge_page(page, anchor, key)
        found = find_page(target.partition("?")[0])
        if found is True:
            return Judgement(State.WORKS)
        judgement = self._judge_page(found or None, anchor, found and found.pk)
        if judgement.state == State.WORKS and self._has_own_version(found):
            return Judgement(State.LANGUAGE, found.pk)
        return judgement

    def _judge_page(self, page, anchor, key):
        if page is None:
            return Judgement(State.MISSING, key or None)
        if not page.live:
            return Judgement(State.EXPIRED if page.expired else State.UNPUBLISHED, key)
        if anchor and anchor not in self._list_anchors(page):
            return Judgement(State.ANCHOR, key)
        return Judgement(State.WORKS, key)

    def _list_anchors(self, page):
        """Return the places of a page, which is made to look once for all that leads there."""
        if page.pk not in self._anchors:
            self._anchors[page.pk] = list_anchors(page)
        return self._anchors[page.pk]

    def _has_own_version(self, page):
        """Return whether a page is in another language, and there in that of the reader too."""
        if not self._language or get_language_of(page) == self._language:
            return False
        versions = page.get_translations().live().filter(alias_of=None)
        return versions.filter(locale__language_code=self._language).exists()


def find_page(path):
    """Return the Page at a path of this site, True for what else is there, or None."""
    if path.startswith(FILES):
        return True
    language = get_language_from_path(path) or settings.LANGUAGE_CODE
    with override(language):
        try:
            match = resolve(path)
        except Resolver404:
            # Django leads on to the same with a slash behind it.
            return None if path.endswith("/") else find_page(f"{path}/")
        if match.url_name != "wagtail_serve":
            return find_document(match)
        return find_in_tree(path, match.args[0], language) or find_redirect(path)


def find_document(match):
    """Return whether what answers at an address is there: of a document, the database knows."""
    if "documents" not in match.route:
        return True
    key = match.args[0] if match.args else match.kwargs.get("document_id")
    return get_document_model().objects.filter(pk=key).exists() or None


def find_in_tree(path, rest, language):
    """Return the Page at the rest of a path, live or not; True for a part of one, as its feed."""
    roots = [each for each in Site.get_site_root_paths() if each.language_code == language]
    if not roots:
        return None
    if page := Page.objects.filter(url_path=f"{roots[0].root_path}{rest}").first():
        return page
    home = Page.objects.get(url_path=roots[0].root_path).specific
    try:
        home.route(RequestFactory().get(path), [part for part in rest.split("/") if part])
    except Http404:
        return None
    return True


def find_redirect(path):
    """Return the Page that a redirect leads to, True for another address, or None."""
    redirects = Redirect.get_for_site(Site.objects.filter(is_default_site=True).first())
    redirect = redirects.filter(old_path=Redirect.normalise_path(path)).first()
    return redirect and (redirect.redirect_page or True)


def list_anchors(page):
    """Return the places of a live page that a link can lead to, as a set: it is made to look."""
    specific = page.specific
    with override(get_language_of(page)):
        response = specific.make_preview_request()
    soup = BeautifulSoup(response.content, "html.parser")
    return {element["id"] for element in soup.find_all(id=True)}
