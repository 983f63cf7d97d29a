"""Who of the staff saw which subscribers, and what they did; for administrators."""

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.filters import DateRangePickerWidget, MultipleUserFilter, WagtailFilterSet
from wagtail.admin.ui.tables import Column

from newsletter.models import AccessEntry, Subscriber
from submissions.screens import LimitedModelViewSet, ListView

__all__ = ["AccessLogViewSet"]

MOST_SHOWN = 3


class AccessEntryFilterSet(WagtailFilterSet):
    action = django_filters.MultipleChoiceFilter(
        label=_("what"), choices=AccessEntry.Action.choices, widget=forms.CheckboxSelectMultiple
    )
    user = MultipleUserFilter(
        label=_("who"),
        queryset=lambda _request: get_user_model().objects.filter(
            pk__in=AccessEntry.objects.order_by().values("user")
        ),
        widget=forms.CheckboxSelectMultiple,
    )
    people = django_filters.NumberFilter(
        label=_("subscriber"),
        method="filter_people",
        help_text=_("The number of one subscriber, as in the address of their screen."),
    )
    at = django_filters.DateFromToRangeFilter(label=_("when"), widget=DateRangePickerWidget)

    class Meta:
        model = AccessEntry
        fields = ["action", "user", "people", "at"]

    def filter_people(self, queryset, _name, number):
        return queryset.filter(people__contains=[number])


class PeopleColumn(Column):
    """Leads to the subscribers an entry is about, by number: the list itself shows no address."""

    def get_value(self, entry):
        if not entry.people:
            return "–"
        if len(entry.people) > MOST_SHOWN:
            number = len(entry.people)
            words = ngettext("%(number)d subscriber", "%(number)d subscribers", number)
            return words % {"number": number}
        return format_html_join(", ", "{}", ([link_to(pk, entry)] for pk in entry.people))


def link_to(pk, entry):
    """Return a link to a subscriber, or the bare number of one that is erased."""
    if pk not in entry.still_there:
        return format_html("{} ({})", pk, _("erased"))
    url = reverse("newsletter_subscribers:inspect", args=[pk])
    return format_html('<a href="{}">{}</a>', url, pk)


class AccessLogView(ListView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("user")

    def get_table(self, object_list):
        """Return the table; its entries know which of the subscribers they name are still there."""
        named = {
            pk for entry in object_list if len(entry.people) <= MOST_SHOWN for pk in entry.people
        }
        still_there = set(Subscriber.objects.filter(pk__in=named).values_list("pk", flat=True))
        for entry in object_list:
            entry.still_there = still_there
        return super().get_table(object_list)


class AccessLogViewSet(LimitedModelViewSet):
    model = AccessEntry
    screens = frozenset({"index", "index_results"})
    icon = "view"
    index_view_class = AccessLogView
    index_template_name = "newsletter/admin/listing.html"
    list_per_page = 50
    ordering = "-at"
    filterset_class = AccessEntryFilterSet
    list_display = [
        Column("at", label=_("When"), accessor="get_shown_time", sort_key="at"),
        Column("user", label=_("Who"), accessor="get_user_name"),
        Column("action", label=_("What"), accessor="get_action_display", sort_key="action"),
        Column("number", label=_("How many"), sort_key="number"),
        PeopleColumn("people", label=_("Subscribers")),
    ]
