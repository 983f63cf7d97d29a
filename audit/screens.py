"""Who did what, and what is kept of people; for who manages the site."""

import django_filters
from django import forms
from django.apps import apps
from django.contrib.auth import get_user_model
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet

from audit.kept import KEPT
from audit.models import Entry, Kind
from submissions.screens import LimitedModelViewSet, ListView

__all__ = ["EntryViewSet", "KeptViewSet"]

MAY_VIEW = "audit.view_entry"
MOST_SHOWN = 3
# What notes are made of, beside the names of roles and settings.
WORDS = {
    "password": _("password"),
    "totp": _("code of an app"),
    "webauthn": _("passkey"),
    "recovery_codes": _("recovery codes"),
    "mfa": _("second factor"),
    "socialaccount": _("login elsewhere"),
    "email": _("address"),
    "is_active": _("may sign in"),
    "is_superuser": _("technical administrator"),
}


class EntryFilterSet(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=Kind.choices, method="filter_kind", widget=forms.RadioSelect
    )
    person = django_filters.ModelChoiceFilter(
        label=_("Person"),
        queryset=lambda _request: get_user_model().objects.order_by("first_name", "last_name"),
        method="filter_person",
        help_text=_("What they did, and what was done to their account."),
    )
    at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)

    class Meta:
        model = Entry
        fields = ["kind", "person", "at"]

    def filter_kind(self, queryset, _name, kind):
        return queryset.of_kind(kind)

    def filter_person(self, queryset, _name, user):
        return queryset.about_person(user.pk)


class ThingsColumn(Column):
    """What an entry is about: colleagues by name, anything else by its kind and number."""

    def get_value(self, entry):
        if not entry.model:
            return "–"
        if len(entry.keys) > MOST_SHOWN:
            return apps.get_model(entry.model)._meta.verbose_name_plural
        names = [entry.names.get(key, f"nr. {key}") for key in entry.keys]
        return ", ".join([str(apps.get_model(entry.model)._meta.verbose_name), *names])


class NoteColumn(Column):
    """Which it was, or how; what programs call by a name of theirs in words."""

    def get_value(self, entry):
        return ", ".join(str(WORDS.get(name, name)) for name in entry.note.split(", "))


class EntryListView(ListView):
    page_title = _("Who did what")

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("user")

    def get_table(self, object_list):
        """Return the table; its entries know the names of the colleagues that they are about."""
        model = get_user_model()
        label = model._meta.label_lower
        keys = {key for entry in object_list if entry.model == label for key in entry.keys}
        people = model.objects.filter(pk__in=keys)
        names = {user.pk: user.get_full_name() or user.email for user in people}
        for entry in object_list:
            entry.names = names if entry.model == label else {}
        return super().get_table(object_list)


class EntryViewSet(LimitedModelViewSet):
    model = Entry
    screens = frozenset({"index", "index_results"})
    icon = "history"
    index_view_class = EntryListView
    list_per_page = 50
    ordering = "-at"
    menu_label = _("Who did what")
    menu_order = 1100
    menu_hook = "register_reports_menu_item"
    add_to_admin_menu = False
    filterset_class = EntryFilterSet
    list_display = [
        Column("at", label=_("When"), accessor="get_shown_time", sort_key="at"),
        Column("user", label=_("Who"), accessor="get_user_name"),
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        Column("action", label=_("What"), accessor="get_action_display", sort_key="action"),
        ThingsColumn("things", label=_("About whom or what")),
        Column("number", label=_("How many"), sort_key="number"),
        NoteColumn("note", label=_("Which, or how")),
    ]


class KeptView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What the site keeps of people, for the privacy officer: to read and to print."""

    template_name = "audit/admin/kept.html"
    permission_required = MAY_VIEW
    page_title = _("What is kept of people")
    header_icon = "view"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def user_has_permission(self, permission):
        return self.request.user.has_perm(permission)

    def get_context_data(self, **kwargs):
        return super().get_context_data(kept=KEPT, now=timezone.now(), **kwargs)


class KeptMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(MAY_VIEW)


class KeptViewSet(ViewSet):
    icon = "view"
    menu_label = KeptView.page_title
    menu_order = 1110
    menu_hook = "register_reports_menu_item"
    menu_item_class = KeptMenuItem

    def get_urlpatterns(self):
        return [path("", KeptView.as_view(), name="index")]
