from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from bin.destinations import DESTINATIONS
from glossary.screens import TermViewSet
from languages.snippets import StaffSnippetViewSet
from pages.listings import FIRST_COLUMNS
from pages.ordered_lists import OrderedListView
from pages.rights import PagesMenuItem
from partners.models import Municipality
from people.screens import ContactPersonViewSet
from teams.dashboard import add_call_button, add_ending_calls
from teams.destinations import list_teams_alike
from teams.models import Role, Theme, WorkTeamPage
from teams.views import NewCallView
from translations.listings import TranslatedListingView, TranslationColumn

__all__ = ["ListsGroup", "WorkTeamListing"]


class WorkTeamListing(PageListingViewSet):
    """Work teams in the menu as one flat list, so that no editor has to know the page tree."""

    model = WorkTeamPage
    icon = "group"
    menu_label = _("Work teams")
    menu_item_class = PagesMenuItem
    menu_order = 120
    add_to_admin_menu = True
    index_view_class = TranslatedListingView
    filterset_class = TranslatedListingView.filterset_class
    ordering = ("number", "pk")
    columns = [
        *FIRST_COLUMNS,
        TranslationColumn(),
        Column("number", label=_("Number"), sort_key="number"),
        Column("get_status_display", label=_("Team status"), sort_key="status"),
    ]

    def get_urlpatterns(self):
        view = self.construct_view(NewCallView)
        return [*super().get_urlpatterns(), path("new-call/", view, name="new_call")]


class ThemeViewSet(StaffSnippetViewSet):
    model = Theme
    icon = "tag"
    index_view_class = OrderedListView
    list_display = ["name", "slug"]


class RoleViewSet(StaffSnippetViewSet):
    model = Role
    icon = "user"
    index_view_class = OrderedListView
    list_display = ["name", "plural"]


class MunicipalityViewSet(StaffSnippetViewSet):
    model = Municipality
    icon = "home"
    list_display = ["name", "slug"]


class ListsGroup(SnippetViewSetGroup):
    """What editors choose from on other screens."""

    items = [ThemeViewSet, RoleViewSet, MunicipalityViewSet, TermViewSet, ContactPersonViewSet]
    menu_label = _("Lists")
    menu_icon = "list-ul"
    menu_order = 140


register_snippet(ListsGroup)

hooks.register(DESTINATIONS, list_teams_alike)


@hooks.register("register_admin_viewset")
def register_work_team_listing():
    return WorkTeamListing("work_teams")


hooks.register("construct_dashboard", add_call_button)
hooks.register("construct_dashboard", add_ending_calls)
