from django.core.paginator import Paginator
from django.db.models import Case, When
from django.db.models.functions import ExtractYear
from django.http import Http404
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.routable_page.models import path
from wagtail.models import Site

from agenda.calendars import answer_with, list_for_feed, make_calendar
from agenda.forms import COMING, AgendaFilterForm, name_team
from agenda.models.meetings import MeetingPage
from pages.models import BasePage
from pages.routes import RoutedPage
from site_version.keeping import keep
from teams.contents import count_contents
from teams.models import Theme, WorkTeamPage

__all__ = ["AgendaIndexPage"]

MEETINGS_PER_PAGE = 12
PAST_MEETINGS = 3


class AgendaIndexPage(RoutedPage, BasePage):
    """All meetings: what comes, and what was by year, by theme and by work team."""

    page_description = gettext_lazy("All meetings: what comes, and an archive by year.")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["agenda.MeetingPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = gettext_lazy("agenda page")
        verbose_name_plural = gettext_lazy("agenda pages")

    def get_items(self):
        """Return the published meetings of this page."""
        return MeetingPage.objects.child_of(self).published()

    def get_context(self, request, *args, **kwargs):
        """Add the filter form, a page of `meetings`, and the latest ones that are over."""
        context = super().get_context(request, *args, **kwargs)
        form = AgendaFilterForm(request.GET, count_meetings(self))
        chosen = form.filter(self.get_items())
        paginator = Paginator(form.filter_time(chosen).for_rows(), MEETINGS_PER_PAGE)
        context["filter_form"] = form
        context["year"] = form.get_value("year")
        context["meetings"] = paginator.get_page(request.GET.get("page"))
        context["past_meetings"] = SimpleLazyObject(
            lambda: list(chosen.over().for_rows()[:PAST_MEETINGS])
        )
        context["canonical_query"] = form.get_canonical_query(context["meetings"].number)
        context["calendar_path"] = self.get_calendar_path(form)
        return context

    def get_calendar_path(self, form):
        """Return the address below this page of the calendar of what is chosen in a filter form."""
        if theme := form.get_value("theme"):
            return self.reverse_subpage("theme_calendar", args=[theme])
        if team := form.get_value("team"):
            return self.reverse_subpage("team_calendar", args=[team])
        return self.reverse_subpage("calendar")

    @path("calendar/", name="calendar")
    def serve_calendar(self, request):
        name = _("Agenda of %(site)s") % {"site": Site.find_for_request(request).site_name}
        return self.answer_with(self.get_items(), name, self.slug)

    @path("calendar/theme/<slug:slug>/", name="theme_calendar")
    def serve_theme_calendar(self, request, slug):
        theme = find(Theme.objects.filter(slug=slug))
        name = _("Agenda: %(subject)s") % {"subject": theme.name}
        return self.answer_with(self.get_items().filter(themes__slug=slug), name, slug)

    @path("calendar/team/<slug:slug>/", name="team_calendar")
    def serve_team_calendar(self, request, slug):
        team = find(WorkTeamPage.objects.published().filter(slug=slug))
        name = _("Agenda: %(subject)s") % {"subject": name_team(team)}
        return self.answer_with(self.get_items().filter(work_teams__slug=slug), name, slug)

    def answer_with(self, meetings, name, file_name):
        """Return the response of a feed of a queryset of meetings."""
        return answer_with(make_calendar(list_for_feed(meetings), name), file_name)


@keep(size=20)
def count_meetings(index):
    """Return the Contents of an AgendaIndexPage, where what is not over has a year of its own."""
    meetings = index.get_items()
    year = Case(When(end__gt=timezone.now(), then=COMING), default=ExtractYear("start"))
    return count_contents(meetings, year=year)


def find(things):
    """Return the first of a queryset; raise Http404 where there is none."""
    if first := things.first():
        return first
    raise Http404
