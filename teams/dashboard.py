"""What the first screen of the admin says of open calls: to begin one, and which end."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from teams.models import OpenCall, WorkTeamPage

__all__ = ["add_call_button", "add_ending_calls", "list_own_teams", "reverse_new_call"]

MOST = 5
# A call is told of from a week before its last day, to be prolonged in time, until two weeks after.
BEFORE, AFTER = timedelta(days=7), timedelta(days=14)


def list_own_teams(user):
    """Return the Dutch work teams that somebody may edit, in order; translations follow them."""
    own = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    teams = WorkTeamPage.objects.filter(locale=Locale.get_default(), pk__in=own.values("pk"))
    return teams.defer_streamfields().in_order()


def reverse_new_call(team):
    """Return the address of the form of a team, with an empty call in it and in sight.

    That is what static/js/admin-add-part.js makes of the end of it.
    """
    return reverse("wagtailadmin_pages:edit", args=[team.pk]) + "#id_open_calls-ADD"


def add_call_button(request, dashboard):
    """Lead who may edit a team to an empty call: of their only team, or of one they choose."""
    teams = list(list_own_teams(request.user)[:2])
    if teams:
        only_one = len(teams) == 1
        url = reverse_new_call(teams[0]) if only_one else reverse("work_teams:new_call")
        dashboard.add_button(_("Open call"), url, "group", order=20)


def add_ending_calls(request, dashboard):
    """Tell who may edit teams which calls end soon, or ended and stand in the form to no use."""
    teams, today = list_own_teams(request.user), timezone.localdate()
    calls = OpenCall.objects.filter(
        team__in=teams.filter(live=True).order_by().values("pk"),
        deadline__range=(today - AFTER, today + BEFORE),
    )
    for call in calls.select_related("team").order_by("deadline", "pk")[:MOST]:
        passed = call.deadline < today
        words = _("Call has ended: %(title)s") if passed else _("Call ends soon: %(title)s")
        dashboard.open("to_do").add(
            words % {"title": call.title},
            reverse("wagtailadmin_pages:edit", args=[call.team_id]) + "#id_open_calls-FORMS",
            note=_("%(team)s, last day %(date)s")
            % {"team": call.team.title, "date": date_format(call.deadline, "j F")},
            order=40,
        )
