import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, MultipleUserFilter, WagtailFilterSet

from languages.texts import get_content_languages
from newsletter.models import AccessEntry, Subscriber, Topic

__all__ = ["AccessEntryFilterSet", "SubscriberFilterSet"]


class SubscriberFilterSet(WagtailFilterSet):
    """Which readers a list or an export is about."""

    status = django_filters.ChoiceFilter(
        label=_("state"),
        choices=Subscriber.Status.choices,
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    language = django_filters.ChoiceFilter(
        label=_("language"),
        choices=lambda: get_content_languages().items(),
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    topics = django_filters.ModelChoiceFilter(
        label=_("topic"),
        queryset=lambda _request: Topic.objects.in_source_language(),
        empty_label=_("All"),
        widget=forms.RadioSelect,
        help_text=_("Who chose this topic. Who chose none gets all topics."),
    )
    created_at = django_filters.DateFromToRangeFilter(
        label=_("since"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Subscriber
        fields = ["status", "language", "topics", "created_at"]


class AccessEntryFilterSet(WagtailFilterSet):
    """Which looks at readers a list is about."""

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
    people = django_filters.UUIDFilter(
        label=_("reader"),
        method="filter_people",
        help_text=_("The number of one reader, as it stands on their screen."),
    )
    at = django_filters.DateFromToRangeFilter(label=_("when"), widget=DateRangePickerWidget)

    class Meta:
        model = AccessEntry
        fields = ["action", "user", "people", "at"]

    def filter_people(self, queryset, _name, uid):
        return queryset.filter(people__contains=[uid])
