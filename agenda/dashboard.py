from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Locale

from agenda.models import AgendaIndexPage, MeetingPage

__all__ = ["add_meeting_button"]


def add_meeting_button(request, dashboard):
    """Lead who may write meetings to an empty one below the Dutch agenda."""
    indexes = AgendaIndexPage.objects.filter(locale=Locale.get_default()).order_by("-live", "path")
    for index in indexes[:2]:
        if index.permissions_for_user(request.user).can_add_subpage():
            options = MeetingPage._meta
            place = [options.app_label, options.model_name, index.pk]
            url = reverse("wagtailadmin_pages:add", args=place)
            dashboard.add_button(_("Meeting"), url, "calendar-alt", order=11)
            return
