from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from newsletter import subscribing
from newsletter.admin.access import log_access
from newsletter.admin.filters import SubscriberFilterSet
from newsletter.admin.spreadsheets import make_csv_response
from newsletter.admin.views.screens import IF_WIDE, IMPORTS, LOOKS, READERS, Listing, Screen
from newsletter.mails import Mail
from newsletter.models import AccessEntry, ConsentEvent, Subscriber

__all__ = [
    "AskAgainView",
    "EraseView",
    "ExportView",
    "StopView",
    "SubscriberIndexView",
    "SubscriberView",
]

Action = AccessEntry.Action


def name_topics(subscriber):
    """Return the names of the topics that a reader chose; who chose none gets all."""
    return ", ".join(topic.name for topic in subscriber.topics.all()) or _("all topics")


class SubscriberIndexView(Listing):
    """The readers, with the filters and the search of any list in the admin."""

    model = Subscriber
    permission_policy = READERS
    page_title = gettext_lazy("Readers")
    header_icon = "mail"
    index_url_name = "newsletter_subscribers:index"
    index_results_url_name = "newsletter_subscribers:results"
    filterset_class = SubscriberFilterSet
    search_fields = ["email"]
    search_backend_name = None
    default_ordering = "-created_at"
    columns = [
        TitleColumn(
            "email",
            label=gettext_lazy("E-mail address"),
            url_name="newsletter_subscribers:reader",
            id_accessor="uid",
            sort_key="email",
        ),
        StatusTagColumn(
            "status",
            label=gettext_lazy("State"),
            accessor="get_status_display",
            sort_key="status",
            primary=lambda subscriber: subscriber.is_active,
        ),
        Column(
            "language",
            label=gettext_lazy("Language"),
            accessor="get_language_display",
            sort_key="language",
            classname=IF_WIDE,
        ),
        Column("topics", label=gettext_lazy("Topics"), accessor=name_topics, classname=IF_WIDE),
        DateColumn(
            "created_at",
            label=gettext_lazy("Since"),
            sort_key="created_at",
            classname=IF_WIDE,
        ),
    ]

    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("topics")

    @cached_property
    def header_buttons(self):
        buttons = []
        if self.user_has_permission("export"):
            url = f"{reverse('newsletter_subscribers:export')}?{self.get_filter_query()}"
            buttons.append(HeaderButton(_("Export"), url=url, icon_name="download"))
        if IMPORTS.user_has_permission(self.request.user, "add"):
            url = reverse("newsletter_imports:add")
            buttons.append(HeaderButton(_("Import"), url=url, icon_name="upload"))
        return buttons

    def get_filter_query(self):
        """Return the part of the address that says how the list is filtered."""
        query = self.request.GET.copy()
        for name in set(query) - set(self.filters.form.fields) - RANGE_NAMES:
            del query[name]
        return query.urlencode()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        action = Action.SEARCHED if self.is_searching else Action.LISTED
        log_access(self.request.user, action, context["object_list"])
        return context


RANGE_NAMES = {"created_at_from", "created_at_to"}


class ExportView(Screen):
    """Asks first, and then gives a file with the readers that the filters of the list leave."""

    permission_policy = READERS
    permission_required = "export"
    page_title = gettext_lazy("Export readers")
    header_icon = "download"
    template_name = "newsletter/admin/export.html"

    @cached_property
    def filters(self):
        return SubscriberFilterSet(
            self.request.GET,
            queryset=Subscriber.objects.order_by("email").prefetch_related("topics"),
            request=self.request,
        )

    def dispatch(self, request, *args, **kwargs):
        if not self.filters.is_valid():
            return redirect("newsletter_subscribers:index")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs, number=self.filters.qs.count(), is_filtered=self.filters.form.has_changed()
        )

    def post(self, request):
        """Return the readers as a CSV file; that this happened is kept before the first byte."""
        readers = list(self.filters.qs)
        log_access(request.user, Action.EXPORTED, readers)
        return make_csv_response(_("readers"), [EXPORTED, *map(make_row, readers)])


EXPORTED = [
    gettext_lazy("E-mail address"),
    gettext_lazy("State"),
    gettext_lazy("Language"),
    gettext_lazy("Topics"),
    gettext_lazy("Since"),
    gettext_lazy("Confirmed on"),
]


def make_row(subscriber):
    """Return the cells of one reader, in the order of EXPORTED."""
    return [
        subscriber.email,
        subscriber.get_status_display(),
        subscriber.get_language_display(),
        ", ".join(topic.name for topic in subscriber.topics.all()),
        format_day(subscriber.created_at),
        format_day(subscriber.confirmed_at),
    ]


def format_day(moment):
    """Return a moment as the day that Dutch spreadsheets read, or "" for None."""
    return f"{timezone.localtime(moment):%d-%m-%Y}" if moment else ""


class SubscriberView(Screen):
    """One reader, with what happened so far and what can be done."""

    permission_policy = READERS
    header_icon = "mail"
    template_name = "newsletter/admin/reader.html"

    @cached_property
    def subscriber(self):
        return get_object_or_404(Subscriber, uid=self.kwargs["uid"])

    def get_page_title(self):
        return self.subscriber.email

    def get_context_data(self, **kwargs):
        log_access(self.request.user, Action.OPENED, [self.subscriber])
        return super().get_context_data(
            **kwargs,
            subscriber=self.subscriber,
            topics=name_topics(self.subscriber),
            events=self.subscriber.events.select_related("consent_text"),
            may_change=self.user_has_permission("change"),
            may_erase=self.user_has_permission("delete"),
            may_see_looks=LOOKS.user_has_permission(self.request.user, "view"),
        )


class EraseView(SubscriberView):
    """Says what it means to erase a reader, and does it when that is confirmed."""

    permission_required = "delete"
    template_name = "newsletter/admin/erase.html"

    def get_page_title(self):
        return _("Erase")

    def get_breadcrumbs_items(self):
        *above, this = super().get_breadcrumbs_items()
        url = reverse("newsletter_subscribers:reader", args=[self.subscriber.uid])
        return [*above, {"url": url, "label": self.subscriber.email}, this]

    def post(self, request, uid):
        with transaction.atomic():
            subscriber = lock_or_404(uid)
            log_access(request.user, Action.ERASED, [subscriber])
            subscribing.forget(subscriber)
        messages.success(request, _("The reader is erased. There is no way back."))
        return redirect("newsletter_subscribers:index")


class ChangeView(PermissionCheckedMixin, View):
    """Does one thing to a reader, and leads back to their screen."""

    permission_policy = READERS
    permission_required = "change"
    http_method_names = ["post"]

    @transaction.atomic
    def post(self, request, uid):
        self.change(lock_or_404(uid))
        return redirect("newsletter_subscribers:reader", uid)


class StopView(ChangeView):
    """Stops the newsletter for a reader who asked staff to."""

    def change(self, subscriber):
        log_access(self.request.user, Action.STOPPED, [subscriber])
        if subscribing.unsubscribe(subscriber):
            messages.success(self.request, _("This reader gets nothing any more."))
        else:
            messages.warning(self.request, _("This reader got nothing any more already."))


class AskAgainView(ChangeView):
    """Sends the mail with the button again to who did not confirm yet."""

    def change(self, subscriber):
        if not subscriber.is_pending:
            messages.warning(self.request, _("This reader has nothing left to confirm."))
            return
        log_access(self.request.user, Action.ASKED_AGAIN, [subscriber])
        if subscribing.ask_again(subscriber, get_mail_to_ask(subscriber)):
            messages.success(self.request, _("The mail with the button is sent again."))
        else:
            messages.warning(
                self.request,
                _(
                    "No mail is sent: this address got one in the last 15 minutes, or three in a"
                    " day. Have the reader look in the spam folder, and try again later."
                ),
            )


def get_mail_to_ask(subscriber):
    """Return the Mail that asks a reader to confirm, in words that fit how they came here."""
    kinds = [ConsentEvent.Kind.ASKED, ConsentEvent.Kind.IMPORTED]
    asked = subscriber.events.filter(kind__in=kinds).last()
    is_imported = asked and asked.kind == ConsentEvent.Kind.IMPORTED
    return Mail.IMPORTED if is_imported else Mail.CONFIRM


def lock_or_404(uid):
    """Return a reader that nobody else can change in this transaction; raises Http404."""
    return get_object_or_404(Subscriber.objects.select_for_update(), uid=uid)
