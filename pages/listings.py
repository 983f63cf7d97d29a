"""The lists of pages of one type in the admin: one row for each, in Dutch, by how far it is."""

from dataclasses import dataclass

import django_filters
from django.db.models import Count, Prefetch, Q, Subquery
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.models import Page

from library.models import Image
from pages.states import get_state, is_source, list_planned_keys, planned_moment

__all__ = [
    "FIRST_COLUMNS",
    "PageListingView",
    "StateColumn",
    "Tab",
    "TabsMixin",
    "ThumbnailColumn",
    "prefetch_thumbnails",
]

# One that the library has made already for its own list.
THUMBNAIL = "max-165x165"


@dataclass(frozen=True)
class Tab:
    """A part of a list, by the value of its filter `state` ("" for all), and how much is in it."""

    value: str
    label: str
    number: int


class TabsMixin:
    """A list with tabs above it. A view gives them with `list_tabs`, and filters by `state`."""

    results_template_name = "pages/admin/listing_results.html"

    def list_tabs(self):
        """Return the Tabs in their order, as a list."""
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        kept = {"q": self.search_query} if self.search_query else {}
        chosen = self.request.GET.get("state", "")
        tabs = [
            (tab, "?" + urlencode({**kept, "state": tab.value}), tab.value == chosen)
            for tab in self.list_tabs()
        ]
        return super().get_context_data(tabs=tabs, **kwargs)


class ThumbnailColumn(Column):
    """A small picture, which says nothing that the title beside it does not."""

    cell_template_name = "pages/admin/includes/thumbnail.html"

    def __init__(self, name="lead_image", **kwargs):
        super().__init__(name, label=_("Picture"), **kwargs)


class TitleColumn(PageTitleColumn):
    """The title with its buttons; how many there are is on the tabs, and not in its header."""

    header_template_name = Column.header_template_name

    def get_header_context_data(self, parent_context):
        return BaseColumn.get_header_context_data(self, parent_context)


class StateColumn(Column):
    """How far a page is in a word, and when it appears where that is planned."""

    cell_template_name = "pages/admin/includes/state.html"

    def __init__(self, name="state", **kwargs):
        super().__init__(name, label=_("State"), accessor=get_state, **kwargs)


def prefetch_thumbnails(name="lead_image"):
    """Return what a queryset prefetches to show the pictures of many rows at once."""
    return Prefetch(name, Image.objects.prefetch_renditions(THUMBNAIL))


FIRST_COLUMNS = [
    BulkActionsColumn("bulk_actions"),
    ThumbnailColumn(),
    TitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
    StateColumn(),
]


def list_conditions():
    """Return the conditions for the parts of a list, by the name of each."""
    planned = Q(pk__in=list_planned_keys())
    return {"online": Q(live=True), "draft": Q(live=False) & ~planned, "planned": planned}


PARTS = [("online", _("Online")), ("draft", _("Draft")), ("planned", _("Planned"))]


class StateFilterSet(PageFilterSet):
    """What to show of a list. There is one site, and these pages have none below them."""

    site = None
    has_child_pages = None
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=PARTS, empty_label=_("All states"), method="filter_by_state"
    )

    def filter_by_state(self, queryset, name, value):
        # As a query of its own: search takes no other conditions than on what it has indexed.
        chosen = Page.objects.filter(list_conditions()[value])
        return queryset.filter(pk__in=chosen.values("pk"))


class PageListingView(TabsMixin, IndexView):
    """Pages of one type, each in one row, in however many languages it is."""

    base_filterset_class = StateFilterSet
    filterset_class = StateFilterSet
    # The translations of a row are told in a column of their own.
    show_locale_labels = False

    @cached_property
    def verbose_name(self):
        return self.model._meta.verbose_name

    @cached_property
    def verbose_name_plural(self):
        return self.model._meta.verbose_name_plural

    def get_base_queryset(self):
        sources = Page.objects.filter(is_source())
        return super().get_base_queryset().filter(pk__in=sources.values("pk"))

    def annotate_queryset(self, pages):
        pages = super().annotate_queryset(pages).prefetch_related(prefetch_thumbnails())
        return pages.annotate(planned_at=Subquery(planned_moment()))

    def list_tabs(self):
        own = self.permission_policy.explorable_instances(self.request.user)
        pages = self.model.objects.filter(is_source(), pk__in=own.values("pk"))
        counts = {
            name: Count("pk", filter=condition) for name, condition in list_conditions().items()
        }
        numbers = pages.aggregate(all=Count("pk"), **counts)
        tabs = [Tab(name, label, numbers[name]) for name, label in PARTS]
        return [Tab("", _("All"), numbers["all"]), *tabs]
