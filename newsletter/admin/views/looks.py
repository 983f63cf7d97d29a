from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.tables import Column

from newsletter.admin.filters import AccessEntryFilterSet
from newsletter.admin.views.screens import IF_WIDE, LOOKS, Listing
from newsletter.models import AccessEntry, Subscriber

__all__ = ["LookIndexView"]

MOST_SHOWN = 3


class PeopleColumn(Column):
    """Leads to the readers that an entry is about, by number: the list itself shows no address."""

    def get_value(self, entry):
        if not entry.people:
            return "–"
        if len(entry.people) > MOST_SHOWN:
            number = len(entry.people)
            return ngettext("%(number)d reader", "%(number)d readers", number) % {"number": number}
        return format_html_join(", ", "{}", ([link_to(uid, entry)] for uid in entry.people))


def link_to(uid, entry):
    """Return a link to a reader, or the bare number of one that is erased."""
    short = str(uid)[:8]
    if uid not in entry.still_there:
        return format_html("{} ({})", short, _("erased"))
    url = reverse("newsletter_subscribers:reader", args=[uid])
    return format_html('<a href="{}">{}</a>', url, short)


class LookIndexView(Listing):
    """Who of the staff saw which readers, and what they did; for administrators."""

    model = AccessEntry
    permission_policy = LOOKS
    page_title = _("Looks at readers")
    header_icon = "view"
    index_url_name = "newsletter_looks:index"
    index_results_url_name = "newsletter_looks:results"
    filterset_class = AccessEntryFilterSet
    default_ordering = "-at"
    columns = [
        Column("at", label=_("When"), accessor="get_shown_time", sort_key="at"),
        Column("user", label=_("Who"), accessor="get_user_name"),
        Column("action", label=_("What"), accessor="get_action_display", sort_key="action"),
        Column("number", label=_("How many"), sort_key="number", classname=IF_WIDE),
        PeopleColumn("people", label=_("Readers")),
    ]

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("user")

    def get_table(self, object_list):
        """Return the table; its entries know which of the readers they name are still there."""
        named = {
            uid for entry in object_list if len(entry.people) <= MOST_SHOWN for uid in entry.people
        }
        still_there = set(Subscriber.objects.filter(uid__in=named).values_list("uid", flat=True))
        for entry in object_list:
            entry.still_there = still_there
        return super().get_table(object_list)
