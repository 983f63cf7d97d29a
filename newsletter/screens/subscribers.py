"""Who gets the newsletter, and what staff can do for them."""

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from languages.texts import get_content_languages
from newsletter import subscribing
from newsletter.models import AccessEntry, ConsentEvent, Subscriber, Topic
from newsletter.words import Mail
from submissions.screens import LimitedModelViewSet, ListView, operation

__all__ = ["SubscriberViewSet"]

Action = AccessEntry.Action
# Class of the columns that a phone has no room for; the screen behind the list has them too.
IF_WIDE = "subscriber-column--if-wide"


class SubscriberFilterSet(WagtailFilterSet):
    """Which subscribers a list or an export is about."""

    status = django_filters.ChoiceFilter(
        label=gettext_lazy("state"),
        choices=Subscriber.Status.choices,
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )
    language = django_filters.ChoiceFilter(
        label=gettext_lazy("language"),
        choices=lambda: get_content_languages().items(),
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )
    topics = django_filters.ModelChoiceFilter(
        label=gettext_lazy("topic"),
        queryset=lambda _request: Topic.objects.in_source_language(),
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Who chose this topic. Who wants everything gets it too, and is not in this list."
        ),
    )
    created_at = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("since"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Subscriber
        fields = ["status", "language", "topics", "created_at"]


class SubscriberIndexView(ListView):
    """The list, and the file of it for who may export; who saw or got whom is kept."""

    @cached_property
    def show_export_buttons(self):
        return self.user_has_permission("export")

    def dispatch(self, request, *args, **kwargs):
        if self.is_export and not self.show_export_buttons:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_filename(self):
        return f"{_('subscribers')}-{timezone.localdate()}"

    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("topics")

    @cached_property
    def header_buttons(self):
        if not self.request.user.has_perm("newsletter.add_subscriberimport"):
            return []
        url = reverse("newsletter_imports:add")
        return [HeaderButton(_("Import"), url=url, icon_name="upload")]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        AccessEntry.objects.log(self.request.user, self.get_action(), context["object_list"])
        return context

    def get_action(self):
        if self.is_export:
            return Action.EXPORTED
        return Action.SEARCHED if self.is_searching else Action.LISTED


class SubscriberView(generic.InspectView):
    """One subscriber, with what happened so far and what can be done."""

    template_name = "newsletter/admin/subscriber.html"
    page_title = gettext_lazy("Subscriber")

    def get_context_data(self, **kwargs):
        AccessEntry.objects.log(self.request.user, Action.OPENED, [self.object])
        return super().get_context_data(
            events=self.object.events.select_related("consent_text"),
            may_change=self.user_has_permission("change"),
            erase_url=self.get_delete_url(),
            **kwargs,
        )

    def get_fields_context(self):
        return [field for field in super().get_fields_context() if field["value"]]


class EraseView(generic.DeleteView):
    """Says what it means to erase a subscriber, and does it when that is confirmed."""

    template_name = "newsletter/admin/erase.html"
    page_title = gettext_lazy("Erase")
    success_message = gettext_lazy("The subscriber is erased. There is no way back.")

    def get_context_data(self, **kwargs):
        AccessEntry.objects.log(self.request.user, Action.OPENED, [self.object])
        return super().get_context_data(**kwargs)

    @transaction.atomic
    def delete_action(self):
        subscriber = get_object_or_404(Subscriber.objects.select_for_update(), pk=self.object.pk)
        AccessEntry.objects.log(self.request.user, Action.ERASED, [subscriber])
        subscribing.forget(subscriber)


change = operation(Subscriber, shows="newsletter_subscribers:inspect")


@change
def stop(request, subscriber):
    """Stop the newsletter for a subscriber who asked staff to."""
    AccessEntry.objects.log(request.user, Action.STOPPED, [subscriber])
    if subscribing.unsubscribe(subscriber):
        messages.success(request, _("This subscriber gets nothing any more."))
    else:
        messages.warning(request, _("This subscriber got nothing any more already."))


@change
def ask_again(request, subscriber):
    """Send the mail with the button again to who did not confirm yet."""
    if not subscriber.is_pending:
        messages.warning(request, _("This subscriber has nothing left to confirm."))
        return
    AccessEntry.objects.log(request.user, Action.ASKED_AGAIN, [subscriber])
    if subscribing.ask_again(subscriber, get_mail_to_ask(subscriber)):
        messages.success(request, _("The email with the button is sent again."))
    else:
        message = _(
            "No email is sent: this address got one in the last 15 minutes, or three in a day. "
            "Have the subscriber check the spam folder, and try again later."
        )
        messages.warning(request, message)


def get_mail_to_ask(subscriber):
    """Return the Mail that asks a subscriber to confirm, in words that fit how they came here."""
    kinds = [ConsentEvent.Kind.ASKED, ConsentEvent.Kind.IMPORTED]
    asked = subscriber.events.filter(kind__in=kinds).last()
    is_imported = asked and asked.kind == ConsentEvent.Kind.IMPORTED
    return Mail.IMPORTED if is_imported else Mail.CONFIRM


class SubscriberViewSet(LimitedModelViewSet):
    model = Subscriber
    icon = "mail"
    index_view_class = SubscriberIndexView
    index_template_name = "newsletter/admin/listing.html"
    inspect_view_class = SubscriberView
    delete_view_class = EraseView
    list_per_page = 50
    filterset_class = SubscriberFilterSet
    search_fields = ["email"]
    list_display = [
        "email",
        StatusTagColumn(
            "get_status_display",
            label=gettext_lazy("State"),
            sort_key="status",
            primary=lambda subscriber: subscriber.is_active,
        ),
        Column(
            "get_language_display",
            label=gettext_lazy("Language"),
            sort_key="language",
            classname=IF_WIDE,
        ),
        Column("get_topics_display", label=gettext_lazy("Topics"), classname=IF_WIDE),
        DateColumn(
            "created_at", label=gettext_lazy("Since"), sort_key="created_at", classname=IF_WIDE
        ),
    ]
    list_export = [
        "email",
        "get_status_display",
        "get_language_display",
        "get_topics_display",
        "created_at",
        "confirmed_at",
    ]
    export_headings = {
        "get_status_display": gettext_lazy("State"),
        "get_language_display": gettext_lazy("Language"),
        "get_topics_display": gettext_lazy("Topics"),
    }
    inspect_view_fields = ["email", "status", "language", "get_topics_display"]
    inspect_view_fields += ["created_at", "confirmed_at", "stopped_at"]

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/stop/", stop, name="stop"),
            path("<int:pk>/ask-again/", ask_again, name="ask_again"),
        ]
