"""Buttons on the dashboard that lead to an empty page of one type."""

from dataclasses import dataclass

from django.urls import reverse
from wagtail.models import Locale, Page

__all__ = ["AddButton"]


@dataclass(frozen=True)
class AddButton:
    """Leads who may write to an empty page below the index page in the source language.

    It is registered for the hook `construct_dashboard`. `index` and `model` are the types of the
    page above and of the new one.
    """

    index: type[Page]
    model: type[Page]
    label: str
    icon: str
    order: int

    def __call__(self, request, dashboard):
        indexes = self.index.objects.filter(locale=Locale.get_default()).order_by("-live", "path")
        for index in indexes[:2]:
            if index.permissions_for_user(request.user).can_add_subpage():
                options = self.model._meta
                place = [options.app_label, options.model_name, index.pk]
                url = reverse("wagtailadmin_pages:add", args=place)
                dashboard.add_button(self.label, url, self.icon, order=self.order)
                return
