"""Whether search knows all pages, and since when."""

import datetime
from dataclasses import dataclass

from django.core.management import call_command
from django.db.models import Min
from django_tasks import task
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from languages.querysets import BasePageQuerySet
from search.models import Entry

__all__ = ["IndexHealth", "IndexHealthPanel", "get_index_health", "rebuild_index"]


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


@task(backend="background")
def rebuild_index():
    """Write the whole index anew, the words of the site included."""
    call_command("update_index", verbosity=0)
    call_command("update_search", verbosity=0)


class IndexHealthPanel(Component):
    """The health of the index in a sentence, with a button to rebuild it; for any screen."""

    name = "index_health"
    template_name = "search/admin/health.html"
    order = 400

    def get_context_data(self, parent_context):
        return {"health": get_index_health(), "request": parent_context["request"]}
