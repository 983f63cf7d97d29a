"""The screens that take the place of Wagtail's own, at its addresses of them."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from bin.views.leaving import DeleteView, UnpublishView
from bin.views.uploads import DeleteDocumentView, DeleteImageView

__all__ = ["urlpatterns"]

urlpatterns = [
    path(address, never_cache(require_admin_access(view.as_view())))
    for address, view in [
        ("pages/<int:page_id>/delete/", DeleteView),
        ("pages/<int:page_id>/unpublish/", UnpublishView),
        ("images/multiple/<int:image_id>/delete/", DeleteImageView),
        ("documents/multiple/<int:doc_id>/delete/", DeleteDocumentView),
    ]
]
