"""Screens for staff about what visitors left: Wagtail's own, but for those that change their words.

What visitors sent is read, answered and deleted by staff, and neither written nor rewritten.
"""

import datetime
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import policy_registry

__all__ = ["LimitedModelViewSet", "ListView", "operation"]

# A cell that begins with one of these is a formula to some program (OWASP, CSV injection); the
# wide ones are read as the narrow ones.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def defuse(cell):
    """Return a cell that no spreadsheet program takes for a formula: an apostrophe goes first."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


class ListView(IndexView):
    """Wagtail's list, whose files have no formulas in them and the time of here."""

    custom_value_preprocess = {
        str: {IndexView.FORMAT_CSV: defuse},
        datetime.datetime: {
            IndexView.FORMAT_CSV: lambda moment: f"{timezone.localtime(moment):%d-%m-%Y %H:%M}",
            IndexView.FORMAT_XLSX: timezone.make_naive,
        },
    }


class LimitedModelViewSet(ModelViewSet):
    """A ModelViewSet with some of Wagtail's screens: `screens` has the names of their addresses."""

    screens = frozenset({"index", "index_results", "inspect", "delete"})
    index_view_class = ListView
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


def operation(model, *, shows, permission="change"):
    """Return a decorator that makes a view of a function that does something to one `model`.

    The function takes the request and the instance, which nobody else can change meanwhile. The
    view is for a POST with a `pk`, from whoever has the permission for the model; it leads to the
    address that `shows` (a str) names.
    """

    def decorate(function):
        @require_POST
        @transaction.atomic
        @wraps(function)
        def view(request, pk):
            if not policy_registry.get_by_type(model).user_has_permission(request.user, permission):
                raise PermissionDenied
            function(request, get_object_or_404(model.objects.select_for_update(), pk=pk))
            return redirect(shows, pk)

        return view

    return decorate
