"""The screens for staff about subscribers, for the role “Lezersgegevens” and for administrators."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from newsletter.screens.access_log import AccessLogViewSet
from newsletter.screens.imports import ImportViewSet
from newsletter.screens.numbers import NumbersViewSet
from newsletter.screens.subscribers import SubscriberViewSet

__all__ = ["NewsletterGroup"]


class NewsletterGroup(ViewSetGroup):
    items = [
        SubscriberViewSet("newsletter_subscribers", url_prefix="newsletter/subscribers"),
        NumbersViewSet("newsletter_numbers", url_prefix="newsletter/numbers"),
        ImportViewSet("newsletter_imports", url_prefix="newsletter/imports"),
        AccessLogViewSet("newsletter_access_log", url_prefix="newsletter/access-log"),
    ]
    menu_label = _("Newsletter")
    # Not from the label: Wagtail would light up "Nieuws" as well, with which "Nieuwsbrief" begins.
    menu_name = "subscribers"
    menu_icon = "mail"
    menu_order = 160
    submenu_hook = "register_newsletter_menu_item"
