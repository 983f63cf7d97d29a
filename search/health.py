"""Whether search knows all pages, and how it is brought to know them."""

from dataclasses import asdict, dataclass

from django.db.models import Exists, Min, OuterRef
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django_tasks import task
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from background.findings import Finding
from background.words import in_words
from languages.querysets import BasePageQuerySet
from search.models import Entry
from search.tasks import count_waiting, rebuild_index
from search.vocabulary import recount_words
from site_version.keeping import keep

__all__ = [
    "IndexHealth",
    "IndexHealthPanel",
    "count_missing",
    "count_published",
    "find_index",
    "get_index_health",
    "mend_index",
]


@dataclass(frozen=True)
class IndexHealth:
    """How many of the pages that visitors may find are in the index, and how many are read anew.

    `waiting` is how many pages the queue has still to read, since their section was moved or
    restricted, or because it is night.
    """

    indexed: int
    pages: int
    waiting: int = 0

    @property
    def is_complete(self):
        return self.indexed == self.pages


def get_index_health():
    """Return the IndexHealth of this moment."""
    pages = count_published()
    return IndexHealth(indexed=pages - count_missing(), pages=pages, waiting=count_waiting())


@keep(size=2)
def count_published():
    """Return how many pages visitors may find."""
    return BasePageQuerySet(Page).published().count()


def count_missing():
    """Return how many pages that visitors may find are not in the index.

    PostgreSQL only compares the keys of both, which takes little also for 20,000 pages.
    """
    indexed = Entry.objects.filter(page=OuterRef("pk"))
    return BasePageQuerySet(Page).published().filter(~Exists(indexed)).count()


def find_index():
    """Return what the screen about background work says of the index."""
    health = get_index_health()
    text = gettext("Search knows %(indexed)s of %(pages)s pages that visitors may see.")
    if health.waiting:
        more = ngettext(
            "It reads %(waiting)s page again.", "It reads %(waiting)s pages again.", health.waiting
        )
        text = f"{text} {more}"
    return [
        Finding(
            subject=gettext("Search"),
            text=text % asdict(health),
            is_well=health.is_complete,
            url=reverse("search_questions:index"),
            may_open=lambda user: user.has_perm("search.change_question"),
        )
    ]


@task(backend="background")
@in_words(_("Make the index of search anew, on request"))
def mend_index():
    """Do what puts everything right in the index, for whoever cannot wait for the night."""
    rebuild_index()
    recount_words()


class IndexHealthPanel(Component):
    """The health of the index in a sentence, with a button to rebuild it; for any screen."""

    name = "index_health"
    template_name = "search/admin/health.html"
    order = 400

    def get_context_data(self, parent_context):
        csrf_token = get_token(parent_context["request"])
        oldest = Entry.objects.exclude(page=None).aggregate(oldest=Min("indexed_at"))
        return {"health": get_index_health(), "csrf_token": csrf_token, **oldest}
