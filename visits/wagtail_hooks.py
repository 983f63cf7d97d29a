from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from pages.page_screens import HeaderButton
from visits.screens import PageVisitsView, YearsMenuItem, YearView

hooks.register(
    "register_page_header_buttons",
    HeaderButton(_("How often it is read"), "visits_page", "view", priority=66),
)


@hooks.register("register_admin_urls")
def register_screens():
    address = "reports/visits/"
    return [
        path("pages/<int:page_id>/visits/", PageVisitsView.as_view(), name="visits_page"),
        path(address, YearView.as_view(), name=YearView.index_url_name),
        path(
            f"{address}results/",
            YearView.as_view(results_only=True),
            name=YearView.index_results_url_name,
        ),
    ]


@hooks.register("register_reports_menu_item")
def register_years():
    return YearsMenuItem(
        YearView.page_title,
        reverse(YearView.index_url_name),
        icon_name=YearView.header_icon,
        order=90,
    )


@hooks.register("register_permissions")
def register_permissions():
    """Offer in the screen for groups who may see how often all pages are read."""
    return Permission.objects.filter(content_type__app_label="visits")
