from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet

from bin.destinations import DESTINATIONS
from news.destinations import list_teams_of_news
from news.models import NewsIndexPage, NewsPage
from pages.adding import AddButton
from pages.listings import FIRST_COLUMNS
from pages.rights import PagesMenuItem
from translations.listings import TranslatedListingView, TranslationColumn

__all__ = ["NewsListing"]


def format_date(item):
    """Return the date of the news as the rest of the admin writes dates: 13-05-2018."""
    return item.date.strftime(settings.WAGTAIL_DATE_FORMAT)


class NewsListing(PageListingViewSet):
    """News in the menu as one flat list, so that no editor has to know the page tree."""

    model = NewsPage
    icon = "doc-full-inverse"
    menu_label = _("News")
    menu_item_class = PagesMenuItem
    menu_order = 110
    add_to_admin_menu = True
    index_view_class = TranslatedListingView
    filterset_class = TranslatedListingView.filterset_class
    ordering = ("-date", "-pk")
    columns = [
        *FIRST_COLUMNS,
        TranslationColumn(),
        Column(
            "date",
            label=_("Date"),
            accessor=format_date,
            sort_key="date",
            classname="listing-date",
        ),
    ]


hooks.register(
    "construct_dashboard",
    AddButton(NewsIndexPage, NewsPage, _("News item"), "doc-full-inverse", order=10),
)
hooks.register(DESTINATIONS, list_teams_of_news)


@hooks.register("register_admin_viewset")
def register_news_listing():
    return NewsListing("news")
