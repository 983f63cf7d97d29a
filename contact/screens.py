"""The screens for staff who answer messages: a list, one message, and what can be done with it."""

from urllib.parse import quote

import django_filters
from django.db.models import Count, Q
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import LinkMenuItemComponent, MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic

from audit.log import log
from audit.models import Action
from contact.models import Message
from contact.sending import mail_message
from pages.listings import Tab, TabsMixin
from submissions.screens import LimitedModelViewSet, ListView, operation

__all__ = ["MessageViewSet"]


class MessageFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=Message.State.choices)
    subject = django_filters.AllValuesFilter(label=_("Subject"))
    mailed_at = django_filters.BooleanFilter(label=_("Emailed"), lookup_expr="isnull", exclude=True)

    class Meta:
        model = Message
        fields = ["state", "subject", "mailed_at"]


class MessageListView(TabsMixin, ListView):
    """The messages, by how far they are."""

    results_template_name = "contact/admin/messages_results.html"

    def list_tabs(self):
        states = Message.State
        counts = {state.value: Count("pk", filter=Q(state=state)) for state in states}
        numbers = Message.objects.aggregate(all=Count("pk"), **counts)
        tabs = [Tab(each.value, capfirst(each.label), numbers[each.value]) for each in states]
        return [Tab("", _("All"), numbers["all"]), *tabs]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        log(Action.EXPORTED if self.is_export else Action.LISTED, context["object_list"])
        return context


class MessageView(generic.InspectView):
    """One message, with a link that answers it and buttons for the rest."""

    template_name = "contact/admin/message.html"
    page_title = _("Message")

    def get_page_subtitle(self):
        return self.object.subject or self.object.name

    def get_fields_context(self):
        return []

    def get_context_data(self, **kwargs):
        log(Action.OPENED, [self.object])
        subject, address = quote(self.object.subject_of_reply), quote(self.object.email, safe="@")
        return super().get_context_data(
            reply_url=f"mailto:{address}?subject={subject}",
            may_change=self.user_has_permission("change"),
            delete_url=self.get_delete_url(),
            **kwargs,
        )


change = operation(Message, shows="contact_messages:inspect")


@change
def mark_answered(request, message):
    set_state(message, Message.State.ANSWERED)
    messages.success(request, _("The message is marked as answered."))


@change
def mark_new(request, message):
    if message.state == Message.State.SUSPECTED and message.recipient:
        mail_message.enqueue(message.pk)
    set_state(message, Message.State.NEW)
    messages.success(request, _("The message is marked as new."))


@change
def mail_again(request, message):
    """Try once more what the mail server refused for days."""
    mail_message.enqueue(message.pk)
    messages.success(request, _("The site tries to email the message again."))


def set_state(message, state):
    message.state = state
    message.save(update_fields=["state"])


class MessageMenuItem(MenuItem):
    """Says how many messages are new, to who may see them."""

    def is_shown(self, request):
        return request.user.has_perm("contact.view_message")

    def render_component(self, request):
        number = Message.objects.new().count()
        label = f"{self.label} ({number})" if number else self.label
        return LinkMenuItemComponent(
            self.name, label, self.url, icon_name=self.icon_name, attrs=self.attrs
        )


class MessageViewSet(LimitedModelViewSet):
    """What visitors wrote, for who may see it."""

    model = Message
    icon = "mail"
    menu_label = _("Messages")
    menu_order = 155
    add_to_admin_menu = True
    menu_item_class = MessageMenuItem
    index_view_class = MessageListView
    inspect_view_class = MessageView
    filterset_class = MessageFilterSet
    search_fields = ["name", "email", "subject", "text"]
    list_display = [
        "name",
        Column("subject", label=_("Subject"), sort_key="subject"),
        Column("get_state_display", label=_("State"), sort_key="state"),
        DateColumn("created_at", label=_("Date"), sort_key="created_at"),
        Column("get_mail_display", label=_("Emailed")),
    ]

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/answered/", mark_answered, name="mark_answered"),
            path("<int:pk>/new/", mark_new, name="mark_new"),
            path("<int:pk>/mail/", mail_again, name="mail_again"),
        ]
