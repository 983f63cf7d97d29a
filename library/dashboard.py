from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.permissions import policy_registry

from library.models import Image

__all__ = ["add_photos_button"]


def add_photos_button(request, dashboard):
    """Lead who may add pictures to the screen that takes several at once."""
    if policy_registry.get_by_type(Image).user_has_permission(request.user, "add"):
        dashboard.add_button(_("Photos"), reverse("wagtailimages:add_multiple"), "image", order=30)
