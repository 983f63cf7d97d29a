"""Which mails were refused, in plain words: for who may see the addresses of subscribers."""

import django_filters
from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from delivery.models import Delivery, Mailing
from newsletter.models import AccessEntry
from submissions.screens import LimitedModelViewSet, ListView

__all__ = ["RefusedViewSet"]


class RefusedFilterSet(WagtailFilterSet):
    mailing = django_filters.ModelChoiceFilter(
        label=_("newsletter"),
        queryset=lambda _request: Mailing.objects.ended(),
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    refusal = django_filters.ChoiceFilter(
        label=_("reason"),
        choices=Delivery.Refusal.choices,
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Delivery
        fields = ["mailing", "refusal"]


class RefusedView(ListView):
    """The list; who saw whom is kept, as with that of subscribers."""

    page_title = _("Refused addresses")

    def get_base_queryset(self):
        return Delivery.objects.refused().select_related("subscriber", "mailing").order_by("-pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        shown = [each.subscriber for each in context["object_list"] if each.subscriber]
        AccessEntry.objects.log(self.request.user, AccessEntry.Action.LISTED, shown)
        return context


def get_subscriber_url(delivery):
    """Return where staff see the subscriber of a Delivery, or None once they are erased."""
    if delivery.subscriber_id is None:
        return None
    return reverse("newsletter_subscribers:inspect", args=[delivery.subscriber_id])


class RefusedViewSet(LimitedModelViewSet):
    model = Delivery
    screens = frozenset({"index", "index_results"})
    icon = "warning"
    menu_label = _("Refused addresses")
    menu_name = "refused"
    menu_order = 250
    menu_hook = "register_newsletter_menu_item"
    index_view_class = RefusedView
    index_template_name = "newsletter/admin/listing.html"
    list_per_page = 50
    filterset_class = RefusedFilterSet
    list_display = [
        TitleColumn(
            "address",
            label=_("Email address"),
            accessor="get_address",
            get_url=get_subscriber_url,
            width="30%",
        ),
        Column("reason", label=_("Reason"), accessor="get_reason"),
        Column("mailing", label=_("Newsletter"), accessor="mailing"),
        Column("reply", label=_("Words of the server"), accessor="get_server_words"),
    ]
