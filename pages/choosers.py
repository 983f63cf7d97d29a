"""Wagtail's page chooser, which asks also for the pages that an address names who may see them."""

from django.http import Http404
from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import chooser
from wagtail.models import Page

from pages.visible import get_visible_pages

__all__ = ["urlpatterns"]


class BrowseView(chooser.BrowseView):
    """What is below a page, and the page itself."""

    def get(self, request, parent_page_id):
        check_visible(request.user, [parent_page_id])
        return super().get(request, parent_page_id)


class ChosenMultipleView(chooser.ChosenMultipleView):
    """The pages that were marked in the list."""

    def get(self, request):
        check_visible(request.user, request.GET.getlist("id"))
        return super().get(request)


def check_visible(user, keys):
    """Raise Http404 where a user may not see one of the pages with these keys."""
    pages = Page.objects.filter(pk__in=keys)
    if pages.exclude(pk__in=get_visible_pages(user, pages).values("pk")).exists():
        raise Http404


urlpatterns = [
    path(
        "choose-page/<int:parent_page_id>/", never_cache(require_admin_access(BrowseView.as_view()))
    ),
    path(
        "choose-page/chosen-multiple/",
        never_cache(require_admin_access(ChosenMultipleView.as_view())),
    ),
]
