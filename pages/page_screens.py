"""Screens of the admin about one page, to which the menu in the header of its form leads."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

__all__ = ["CAN_EDIT", "CAN_PUBLISH", "HeaderButton", "OfPageMixin", "PageScreen"]

# What somebody has to be able to do with the page: methods of Wagtail's PagePermissionTester.
CAN_EDIT, CAN_PUBLISH = "can_edit", "can_publish"


class OfPageMixin:
    """For a view about one page (`page_id` of the address), for who may do so much with it."""

    needed = CAN_EDIT

    @cached_property
    def page(self):
        page = self.find_page()
        if not self.may_open(page):
            raise PermissionDenied
        return page

    def may_open(self, page):
        """Return whether who asks may do with the page what is done here."""
        return getattr(page.permissions_for_user(self.request.user), self.needed)()

    def find_page(self):
        """Return the page of the address, or raise Http404."""
        return get_object_or_404(Page, pk=self.kwargs["page_id"])


class PageScreen(OfPageMixin, WagtailAdminTemplateMixin, TemplateView):
    """A screen about one page, with the way back to its form."""

    def get_breadcrumbs_items(self):
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            {"url": edit, "label": self.page.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page, **kwargs)


@dataclass(frozen=True)
class HeaderButton:
    """Leads from the header of a page's form to a PageScreen, for who may open that.

    It is registered for the hook `register_page_header_buttons`. `url_name` is that of the screen.
    """

    label: str
    url_name: str
    icon: str
    priority: int
    needed: str = CAN_EDIT

    def __call__(self, page, user, view_name, next_url=None):
        if getattr(page.permissions_for_user(user), self.needed)():
            url = reverse(self.url_name, args=[page.pk])
            yield Button(self.label, url, icon_name=self.icon, priority=self.priority)
