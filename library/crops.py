"""How a picture is cut where it is shown, for a focal point that an editor has in mind."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.images.image_operations import ImageTransform
from wagtail.permissions import policy_registry

from library.models import Image
from library.sizes import RENDITIONS, get_filter

__all__ = ["CropsView", "list_uses"]

# The uses that do not show the whole picture.
USES = {
    "card": _("In a list"),
    "hero": _("On the home page"),
    "photo": _("As a portrait"),
    "share": _("Where a page is shared"),
}


class FocalPointForm(forms.ModelForm):
    class Meta:
        model = Image
        fields = ["focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"]


class CropsView(View):
    """Answers in JSON what is left of a picture for each use, with the focal point of the query."""

    def get(self, request, image_id):
        image = get_object_or_404(Image, pk=image_id)
        policy = policy_registry.get_by_type(Image)
        if not policy.user_has_permission_for_instance(request.user, "change", image):
            raise PermissionDenied
        form = FocalPointForm(request.GET, instance=image)
        if not form.is_valid():
            return JsonResponse({"errors": form.errors}, status=400)
        return JsonResponse({use: get_part(image, use) for use in USES})


def get_part(image, use):
    """Return what is shown of an Image for a use: left, top, width and height in its own pixels."""
    transform = ImageTransform((image.width, image.height), image_is_svg=image.is_svg())
    for operation in get_filter_of(use).transform_operations:
        transform = operation.run(transform, image)
    part = transform.get_rect()
    return [part.left, part.top, part.width, part.height]


def get_filter_of(use):
    return get_filter(RENDITIONS[use][-1])


def list_uses():
    """Return for each use a dict: its name, its words, and its size (width, height)."""
    fills = {use: get_filter_of(use).transform_operations[0] for use in USES}
    return [
        {"name": use, "label": USES[use], "width": fill.width, "height": fill.height}
        for use, fill in fills.items()
    ]
