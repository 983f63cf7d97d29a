"""Whether search knows all pages, and how it is brought to know them."""

import datetime
from dataclasses import dataclass

from django.db.models import Min
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_tasks import task
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from background.findings import Finding
from background.words import in_words
from languages.querysets import BasePageQuerySet
from search.models import Entry
from search.tasks import rebuild_index
from search.vocabulary import recount_words

__all__ = ["IndexHealth", "IndexHealthPanel", "find_index", "get_index_health", "mend_index"]


@dataclass(frozen=True)
class IndexHealth:
    """How many of the pages that visitors may find are in the index, and its oldest entry."""

    indexed: int
    pages: int
    oldest: datetime.datetime | None

    @property
    def is_complete(self):
        return self.indexed == self.pages


def get_index_health():
    """Return the IndexHealth of this moment."""
    pages, indexed = BasePageQuerySet(Page).published(), Entry.objects.exclude(page=None)
    return IndexHealth(
        indexed=indexed.filter(page__in=pages.values("pk")).count(),
        pages=pages.count(),
        oldest=indexed.aggregate(oldest=Min("indexed_at"))["oldest"],
    )


def find_index():
    """Return what the screen about background work says of the index."""
    health = get_index_health()
    text = gettext("Search knows %(indexed)s of %(pages)s pages that visitors may see.")
    return [
        Finding(
            subject=gettext("Search"),
            text=text % {"indexed": health.indexed, "pages": health.pages},
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
        return {"health": get_index_health(), "csrf_token": csrf_token}
