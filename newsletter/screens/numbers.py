"""How many subscribers there are, by state and over the last year; nobody's address is shown."""

import datetime
from dataclasses import dataclass

from django.db.models import Count
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet

from newsletter.models import ConsentEvent, Subscriber
from teams.growth_chart import draw_growth

__all__ = ["NumbersViewSet", "SubscriberCount", "count_over_time"]

MONTHS = 12
Kind = ConsentEvent.Kind


class NumbersView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    model = Subscriber
    permission_required = "view"
    page_title = _("Numbers")
    header_icon = "table"
    template_name = "newsletter/admin/numbers.html"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, statuses=count_by_status(), growth=draw_counts())


class NumbersMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("newsletter.view_subscriber")


class NumbersViewSet(ViewSet):
    icon = "table"
    menu_label = _("Numbers")
    menu_item_class = NumbersMenuItem

    def get_urlpatterns(self):
        return [path("", NumbersView.as_view(), name="index")]


@dataclass(frozen=True)
class SubscriberCount:
    """How many got the newsletter when a day began, or now when it is today."""

    date: datetime.date
    number: int


def count_by_status():
    """Return a list of (value, name, number) for each status of a subscriber, 0 included."""
    rows = Subscriber.objects.order_by().values_list("status").annotate(Count("pk"))
    numbers = dict(rows)
    return [(value, name, numbers.get(value, 0)) for value, name in Subscriber.Status.choices]


def draw_counts():
    """Return the GrowthChart of the last year, or None when nobody has ever got the newsletter."""
    counts = count_over_time(timezone.localdate())
    return draw_growth(counts) if any(count.number for count in counts) else None


def count_over_time(today):
    """Return a list of SubscriberCount: the first of each month of the last year, and today.

    Counts back from who gets the newsletter now, by the proof that is kept of each step: so the
    end is right also where older proof was thrown away. Begins with the last month without any.
    """
    active = Subscriber.objects.active().count()
    changes = read_changes()
    counts = [
        SubscriberCount(day, max(active - sum(step for at, step in changes if at >= day), 0))
        for day in list_months(today)
    ]
    counts.append(SubscriberCount(today, active))
    while len(counts) > 1 and counts[0].number == counts[1].number == 0:
        del counts[0]
    return counts


def list_months(today):
    """Return the first day of this month and of the eleven before, the oldest first."""
    months = [today.year * 12 + today.month - 1 - back for back in range(MONTHS)]
    days = [datetime.date(month // 12, month % 12 + 1, 1) for month in reversed(months)]
    return [day for day in days if day < today]


def read_changes():
    """Return a list of (day, 1 or -1) for each time that somebody came or went."""
    events = ConsentEvent.objects.exclude(
        kind__in=[Kind.ASKED, Kind.IMPORTED, Kind.CHANGED]
    ).values_list("email_hmac", "kind", "at")
    changes, confirmed, active = [], set(), set()
    for mark, kind, at in events.order_by("at", "pk").iterator():
        before = mark in active
        if kind == Kind.MOVED:
            # The same person, under the mark of another address.
            confirmed.add(mark)
            active.add(mark)
            continue
        if kind == Kind.CONFIRMED:
            confirmed.add(mark)
        if kind == Kind.ERASED:
            confirmed.discard(mark)
        is_active = kind in {Kind.CONFIRMED, Kind.RESUMED} and mark in confirmed
        (active.add if is_active else active.discard)(mark)
        if step := is_active - before:
            changes.append((timezone.localdate(at), step))
    return changes
