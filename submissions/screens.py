"""Screens for staff about what visitors left: Wagtail's own, but for those that change their words.

What visitors sent is read, answered and deleted by staff, and neither written nor rewritten.
"""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import policy_registry

__all__ = ["LimitedModelViewSet", "operation"]


class LimitedModelViewSet(ModelViewSet):
    """A ModelViewSet with some of Wagtail's screens: `screens` has the names of their addresses."""

    screens = frozenset({"index", "index_results", "inspect", "delete"})
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    # Wagtail makes its forms beforehand, also where no screen has one.
    form_fields = []

    def get_common_view_kwargs(self, **kwargs):
        """Return what Wagtail tells each view, without the addresses of screens that are not."""
        return {
            name: value
            for name, value in super().get_common_view_kwargs(**kwargs).items()
            if not name.endswith("_url_name") or name.removesuffix("_url_name") in self.screens
        }

    def get_urlpatterns(self):
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in self.screens]


def operation(model, *, shows):
    """Return a decorator that makes a view of a function that does something to one `model`.

    The function takes the request and the instance, which nobody else can change meanwhile. The
    view is for a POST with a `pk`, from whoever may change the model; it leads to the address that
    `shows` (a str) names.
    """

    def decorate(function):
        @require_POST
        @transaction.atomic
        @wraps(function)
        def view(request, pk):
            if not policy_registry.get_by_type(model).user_has_permission(request.user, "change"):
                raise PermissionDenied
            function(request, get_object_or_404(model.objects.select_for_update(), pk=pk))
            return redirect(shows, pk)

        return view

    return decorate
