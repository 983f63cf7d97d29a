from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.viewsets.pages import PageListingViewSet

from news.models import NewsPage

__all__ = ["NewsListing"]


class NewsListing(PageListingViewSet):
    """News in the menu as one flat list, so that no editor has to know the page tree."""

    model = NewsPage
    icon = "doc-full-inverse"
    menu_label = _("News")
    menu_order = 110
    add_to_admin_menu = True
    columns = [*PageListingViewSet.columns, DateColumn("date", label=_("Date"), sort_key="date")]


@hooks.register("register_admin_viewset")
def register_news_listing():
    return NewsListing("news")
