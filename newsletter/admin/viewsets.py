"""The part of the admin's menu about the newsletter."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from newsletter.admin import views
from newsletter.admin.views.screens import IMPORTS, LOOKS, READERS

__all__ = ["NewsletterGroup"]


class PermittedMenuItem(MenuItem):
    """Shown to who may see, by a permission policy, what it leads to."""

    def __init__(self, *args, policy, **kwargs):
        super().__init__(*args, **kwargs)
        self.policy = policy

    def is_shown(self, request):
        return self.policy.user_has_permission(request.user, "view")


class PermittedViewSet(ViewSet):
    """Screens of which the first is in the menu; `permission_policy` says of whom."""

    def get_menu_item(self, order=None):
        return PermittedMenuItem(
            self.menu_label,
            self.menu_url,
            icon_name=self.menu_icon,
            order=self.get_menu_item_order(order),
            policy=self.permission_policy,
        )


class SubscriberViewSet(PermittedViewSet):
    icon = "mail"
    menu_label = _("Readers")
    permission_policy = READERS

    def get_urlpatterns(self):
        return [
            path("", views.SubscriberIndexView.as_view(), name="index"),
            path("results/", views.SubscriberIndexView.as_view(results_only=True), name="results"),
            path("export/", views.ExportView.as_view(), name="export"),
            path("<uuid:uid>/", views.SubscriberView.as_view(), name="reader"),
            path("<uuid:uid>/stop/", views.StopView.as_view(), name="stop"),
            path("<uuid:uid>/ask-again/", views.AskAgainView.as_view(), name="ask_again"),
            path("<uuid:uid>/erase/", views.EraseView.as_view(), name="erase"),
        ]


class NumbersViewSet(PermittedViewSet):
    icon = "table"
    menu_label = _("Numbers")
    permission_policy = READERS

    def get_urlpatterns(self):
        return [path("", views.NumbersView.as_view(), name="index")]


class ImportViewSet(PermittedViewSet):
    icon = "upload"
    menu_label = _("Imports")
    permission_policy = IMPORTS

    def get_urlpatterns(self):
        return [
            path("", views.ImportIndexView.as_view(), name="index"),
            path("results/", views.ImportIndexView.as_view(results_only=True), name="results"),
            path("add/", views.ImportAddView.as_view(), name="add"),
            path("<int:pk>/", views.ImportView.as_view(), name="import"),
            path("<int:pk>/refused/", views.RefusedLinesView.as_view(), name="refused"),
            path("<int:pk>/cancel/", views.CancelImportView.as_view(), name="cancel"),
        ]


class LookViewSet(PermittedViewSet):
    icon = "view"
    menu_label = _("Looks at readers")
    permission_policy = LOOKS

    def get_urlpatterns(self):
        return [
            path("", views.LookIndexView.as_view(), name="index"),
            path("results/", views.LookIndexView.as_view(results_only=True), name="results"),
        ]


class NewsletterGroup(ViewSetGroup):
    """Who reads the newsletter, for staff in the group “Nieuwsbrief” and for administrators."""

    items = [
        SubscriberViewSet("newsletter_subscribers", url_prefix="newsletter/readers"),
        NumbersViewSet("newsletter_numbers", url_prefix="newsletter/numbers"),
        ImportViewSet("newsletter_imports", url_prefix="newsletter/imports"),
        LookViewSet("newsletter_looks", url_prefix="newsletter/looks"),
    ]
    menu_label = _("Newsletter")
    # Not from the label: Wagtail would light up "Nieuws" as well, with which "Nieuwsbrief" begins.
    menu_name = "readers"
    menu_icon = "mail"
    menu_order = 160
    submenu_hook = "register_newsletter_menu_item"
