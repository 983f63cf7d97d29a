"""What staff see of how often pages are read: of one page, and of all by year."""

from datetime import timedelta

import django_filters
from django.db.models import Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from pages.page_screens import PageScreen
from submissions.screens import ListView
from visits.models import DayCount, Origin, YearCount

__all__ = ["PageVisitsView", "YearView", "YearsMenuItem", "say_number"]

# Of so few, one who looks may know who they were.
FEWEST = 3
YEAR = timedelta(days=365)


def say_number(number):
    """Return how often a page was read as staff see it (a str): a few are not told apart."""
    if number and number < FEWEST:
        return _("fewer than %(number)d") % {"number": FEWEST}
    return str(number)


class PageVisitsView(PageScreen):
    """How often a page was read lately, by month, and where its visitors came from."""

    template_name = "visits/admin/page.html"
    page_title = gettext_lazy("How often it is read")
    header_icon = "view"

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        counts = DayCount.objects.filter(page=self.page)
        of_month = counts.lately()
        of_year = counts.filter(day__gt=today - YEAR).annotate(month=TruncMonth("day"))
        years = YearCount.objects.filter(page=self.page).order_by("-year")
        return super().get_context_data(
            total=say_number(add_up(of_month)),
            origins=list_totals(of_month, "origin", say_origin),
            months=list_totals(
                of_year.order_by("-month"), "month", lambda day: date_format(day, "F Y")
            ),
            years=[(each.year, say_number(each.number)) for each in years],
            **kwargs,
        )


def say_origin(origin):
    return Origin(origin).label


def say_month(day):
    return date_format(day, "F Y")


def add_up(counts):
    """Return the sum of DayCounts (a queryset)."""
    return counts.aggregate(total=Sum("number"))["total"] or 0


def list_totals(counts, name, show):
    """Return a list of (what `show` makes of the value of a field, number in words)."""
    totals = counts.values(name).annotate(total=Sum("number"))
    ordered = totals if counts.ordered else totals.order_by("-total", name)
    return [(show(each[name]), say_number(each["total"])) for each in ordered]


class NumberColumn(Column):
    """How often a page was read in the year of its row."""

    def get_value(self, instance):
        return say_number(instance.number)


class LanguageColumn(Column):
    def get_value(self, instance):
        return instance.page.locale.get_display_name()


class PageTitleColumn(Column):
    """The title of the page, which leads to its own screen for who may edit it."""

    cell_template_name = "visits/admin/title_cell.html"

    def get_value(self, instance):
        return instance.page.get_admin_display_title()


class YearFilterSet(WagtailFilterSet):
    year = django_filters.ChoiceFilter(
        label=gettext_lazy("Year"),
        choices=lambda: [(year, year) for year in list_years()],
        empty_label=gettext_lazy("All years"),
    )

    class Meta:
        model = YearCount
        fields = ["year"]


def list_years():
    """Return the years of which something was counted, the last one first."""
    years = YearCount.objects.values_list("year", flat=True)
    return years.distinct().order_by("-year")


class YearView(ReportView):
    """How often each page was read in a year, the most read first."""

    model = YearCount
    page_title = gettext_lazy("How often pages are read")
    header_icon = "view"
    index_url_name = "visits_years"
    index_results_url_name = "visits_years_results"
    permission_required = "view"
    default_ordering = "-number"
    no_results_message = gettext_lazy("Nothing was counted yet.")
    columns = [
        PageTitleColumn("page", label=gettext_lazy("Page")),
        LanguageColumn("language", label=gettext_lazy("Language")),
        Column("year", label=gettext_lazy("Year"), sort_key="year"),
        NumberColumn("number", label=gettext_lazy("Times read"), sort_key="number"),
    ]
    list_export = ["page.title", "page.locale.language_code", "year", "number"]
    export_headings = {
        "page.title": gettext_lazy("Page"),
        "page.locale.language_code": gettext_lazy("Language"),
        "year": gettext_lazy("Year"),
        "number": gettext_lazy("Times read"),
    }
    custom_field_preprocess = {
        "number": {ReportView.FORMAT_CSV: say_number, ReportView.FORMAT_XLSX: say_number}
    }
    custom_value_preprocess = ListView.custom_value_preprocess
    filterset_class = YearFilterSet

    def get_base_queryset(self):
        pages = policy_registry.get_by_type(Page)
        readable = pages.instances_user_has_permission_for(self.request.user, "change")
        return YearCount.objects.filter(page__in=readable).select_related("page__locale")


class YearsMenuItem(MenuItem):
    """Leads who may see the numbers to them."""

    def is_shown(self, request):
        return request.user.has_perm("visits.view_yearcount")
