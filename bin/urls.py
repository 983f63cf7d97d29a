"""The screens that take the place of Wagtail's own, at its addresses of them."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from bin.views.leaving import DeleteView, UnpublishView

__all__ = ["urlpatterns"]

urlpatterns = [
    path(f"pages/<int:page_id>/{name}/", never_cache(require_admin_access(view.as_view())))
    for name, view in [("delete", DeleteView), ("unpublish", UnpublishView)]
]
