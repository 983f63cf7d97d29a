"""What the screens have in common."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from newsletter.models import AccessEntry, Subscriber, SubscriberImport

__all__ = ["IF_WIDE", "IMPORTS", "LOOKS", "READERS", "Listing", "Screen"]

# Class of the columns that a phone has no room for; the screen behind the list has them too.
IF_WIDE = "subscriber-column--if-wide"

READERS = ModelPermissionPolicy(Subscriber)
IMPORTS = ModelPermissionPolicy(SubscriberImport)
LOOKS = ModelPermissionPolicy(AccessEntry)


class Listing(generic.IndexView):
    """A list in Wagtail's look, out of which nothing is exported but by a screen of its own."""

    template_name = "newsletter/admin/listing.html"
    paginate_by = 50
    any_permission_required = None
    permission_required = "view"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.is_export = False


class Screen(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A screen below a list: `parent` is the name of the list's address, and the words for it."""

    permission_required = "view"
    parent = ("newsletter_subscribers:index", _("Readers"))

    def get_breadcrumbs_items(self):
        name, label = self.parent
        return [
            *self.breadcrumbs_items,
            {"url": reverse(name), "label": label},
            {"url": "", "label": self.get_page_title()},
        ]
