"""Wagtail's page chooser, which asks also for the pages that an address names who may see them.

What its rows show it asks for all of them at once, so that many take no more queries than few.
"""

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import chooser
from wagtail.models import Page, WorkflowState

from pages.states import list_planned_keys
from pages.visible import get_visible_pages

__all__ = ["urlpatterns"]


class ChildTitleColumn(chooser.PageTitleColumn):
    """The title of a page (`parent`), and of those right below it, whose parent is known."""

    def __init__(self, *args, parent, **kwargs):
        super().__init__(*args, **kwargs)
        self.parent = parent

    def get_cell_context_data(self, instance, parent_context):
        if instance != self.parent:
            set_parent(instance, self.parent)
        return super().get_cell_context_data(instance, parent_context)


class BrowseView(chooser.BrowseView):
    """What is below a page, and the page itself."""

    def get(self, request, parent_page_id=None):
        if parent_page_id:
            check_visible(request.user, [parent_page_id])
        return super().get(request, parent_page_id)

    @property
    def columns(self):
        title = ChildTitleColumn(
            "title",
            label=_("Title"),
            is_multiple_choice=self.is_multiple_choice,
            parent=self.parent_page,
        )
        return [title if each.name == "title" else each for each in super().columns]

    def get_object_list(self):
        pages = super().get_object_list()
        return pages.prefetch_workflow_states().annotate_approved_schedule()


class SearchView(chooser.SearchView):
    """What was searched for, anywhere on the site."""

    def get(self, request):
        response = super().get(request)
        load_for_rows(list(response.context_data["pages"]))
        return response


class ChosenMultipleView(chooser.ChosenMultipleView):
    """The pages that were marked in the list."""

    def get(self, request):
        check_visible(request.user, request.GET.getlist("id"))
        return super().get(request)


def load_for_rows(pages):
    """Read for a list of pages of their own types what the rows of a table show of them."""
    states = WorkflowState.objects.active().select_related("current_task_state__task")
    prefetch_related_objects(
        pages,
        "locale",
        Prefetch("_specific_workflow_states", states, to_attr="_current_workflow_states"),
    )
    planned = set(list_planned_keys())
    Page.objects.annotate_parent_page(pages)
    prefetch_related_objects([page._parent_page for page in pages if page._parent_page], "locale")
    for page in pages:
        page._approved_schedule = page.pk in planned
        set_parent(page, page._parent_page)


def set_parent(page, parent):
    """Have `page.get_parent()` return this page without asking for it; where treebeard keeps it."""
    page._cached_parent_obj = parent


def check_visible(user, keys):
    """Raise Http404 where a user may not see one of the pages with these keys."""
    pages = Page.objects.filter(pk__in=keys)
    if pages.exclude(pk__in=get_visible_pages(user, pages).values("pk")).exists():
        raise Http404


urlpatterns = [
    path(address, never_cache(require_admin_access(view.as_view())))
    for address, view in [
        ("choose-page/", BrowseView),
        ("choose-page/<int:parent_page_id>/", BrowseView),
        ("choose-page/search/", SearchView),
        ("choose-page/chosen-multiple/", ChosenMultipleView),
    ]
]
