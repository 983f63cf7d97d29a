from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet

from bin.destinations import DESTINATIONS
from pages.adding import AddButton
from pages.listings import FIRST_COLUMNS
from pages.rights import PagesMenuItem
from publications.destinations import list_teams_of_publication
from publications.models import PublicationIndexPage, PublicationPage
from publications.views import look_up_doi
from translations.listings import TranslatedListingView, TranslationColumn

__all__ = ["PublicationListing"]


class PublicationListing(PageListingViewSet):
    """Publications in the menu as one flat list, as news has it."""

    model = PublicationPage
    icon = "doc-full"
    menu_label = _("Publications")
    menu_item_class = PagesMenuItem
    menu_order = 115
    add_to_admin_menu = True
    index_view_class = TranslatedListingView
    filterset_class = TranslatedListingView.filterset_class
    ordering = ("-year", "-pk")
    columns = [
        *FIRST_COLUMNS,
        TranslationColumn(),
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        Column("year", label=_("Year"), sort_key="year"),
    ]


hooks.register(
    "construct_dashboard",
    AddButton(PublicationIndexPage, PublicationPage, _("Publication"), "doc-full", order=15),
)
hooks.register(DESTINATIONS, list_teams_of_publication)


@hooks.register("register_admin_viewset")
def register_publication_listing():
    return PublicationListing("publications")


@hooks.register("register_admin_urls")
def register_doi():
    return [path("publications/doi/", look_up_doi, name="publications_look_up_doi")]
