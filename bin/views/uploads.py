"""What was uploaded among others, and is deleted on that same screen, goes into the bin as well."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from wagtail.documents.views import multiple as documents
from wagtail.images.views import multiple as images
from wagtail.permissions import policy_registry

from bin.things import put_thing_in_bin

__all__ = ["DeleteDocumentView", "DeleteImageView"]


class BinUploadMixin:
    """Answers as Wagtail's own view does."""

    def post(self, request, **kwargs):
        key = kwargs[self.pk_url_kwarg]
        thing = get_object_or_404(self.get_model(), pk=key)
        policy = policy_registry.get(thing)
        if not policy.user_has_permission_for_instance(request.user, "delete", thing):
            raise PermissionDenied
        put_thing_in_bin(thing, request.user)
        return JsonResponse({"success": True, self.context_object_id_name: key})


class DeleteImageView(BinUploadMixin, images.DeleteView):
    """Of an image."""


class DeleteDocumentView(BinUploadMixin, documents.DeleteView):
    """Of a document."""
