"""The part of the admin's menu about search."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from search import admin_views
from search.models import PinnedPage, Synonym

__all__ = ["SearchGroup"]


class FilledCreateView(CreateView):
    """A form that is filled in as far as the address says: `?locale=1&word=…`."""

    def get_initial(self):
        return self.request.GET.dict()


class OverviewViewSet(ViewSet):
    icon = "search"
    menu_label = _("What visitors ask")

    def get_urlpatterns(self):
        return [
            path("", self.construct_view(admin_views.OverviewView), name="index"),
            path("ignore/<int:pk>/", admin_views.ignore, name="ignore"),
            path("page/<int:pk>/", admin_views.start_page, name="start_page"),
            path("rebuild/", admin_views.rebuild, name="rebuild"),
        ]


class SynonymViewSet(ModelViewSet):
    model = Synonym
    icon = "resubmit"
    menu_label = _("Synonyms")
    list_display = ["word", "meaning", "both_ways", "locale"]
    list_filter = ["locale"]
    search_fields = ["word", "meaning"]
    add_view_class = FilledCreateView
    form_fields = ["locale", "word", "meaning", "both_ways"]


class PinnedPageViewSet(ModelViewSet):
    model = PinnedPage
    icon = "thumbtack"
    menu_label = _("Pinned pages")
    list_display = ["question", "page", "locale"]
    list_filter = ["locale"]
    search_fields = ["question"]
    add_view_class = FilledCreateView
    form_fields = ["locale", "question", "page"]


class SearchGroup(ViewSetGroup):
    """What visitors ask and do not find, and what staff can do about it."""

    items = [
        OverviewViewSet("search_admin", url_prefix="search/questions"),
        SynonymViewSet("search_synonyms", url_prefix="search/synonyms"),
        PinnedPageViewSet("search_pinned", url_prefix="search/pinned"),
    ]
    menu_label = _("Search on the site")
    menu_icon = "search"
    menu_order = 145
