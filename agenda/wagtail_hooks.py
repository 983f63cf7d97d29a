from django.conf import settings
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet

from agenda.destinations import list_teams_of_meeting
from agenda.models import AgendaIndexPage, MeetingPage
from agenda.screens import SeriesView, list_header_buttons
from bin.destinations import DESTINATIONS
from pages.adding import AddButton
from pages.listings import FIRST_COLUMNS
from pages.rights import PagesMenuItem
from translations.listings import TranslatedListingView, TranslationColumn

__all__ = ["MeetingListing", "register_meeting_listing", "register_series"]


def format_start(meeting):
    """Return when a meeting begins as the rest of the admin writes moments; "" without one."""
    if meeting.start is None:
        return ""
    return timezone.localtime(meeting.start).strftime(settings.WAGTAIL_DATETIME_FORMAT)


class MeetingListing(PageListingViewSet):
    """The agenda in the menu as one flat list, so that no editor has to know the page tree."""

    model = MeetingPage
    icon = "calendar-alt"
    menu_label = _("Agenda")
    menu_item_class = PagesMenuItem
    menu_order = 111
    add_to_admin_menu = True
    index_view_class = TranslatedListingView
    filterset_class = TranslatedListingView.filterset_class
    ordering = ("-start", "-pk")
    columns = [
        *FIRST_COLUMNS,
        TranslationColumn(),
        Column("takes_place", label=_("Takes place"), accessor="get_state_display"),
        Column(
            "start",
            label=_("Start"),
            accessor=format_start,
            sort_key="start",
            classname="listing-date",
        ),
    ]


hooks.register(
    "construct_dashboard",
    AddButton(AgendaIndexPage, MeetingPage, _("Meeting"), "calendar-alt", order=11),
)
hooks.register(DESTINATIONS, list_teams_of_meeting)
hooks.register("register_page_header_buttons", list_header_buttons)


@hooks.register("register_admin_viewset")
def register_meeting_listing():
    return MeetingListing("agenda")


@hooks.register("register_admin_urls")
def register_series():
    return [path("agenda/<int:page_id>/series/", SeriesView.as_view(), name="agenda_series")]
