"""What is private stays so: in the lists and choosers of staff, and in what is sent to visitors."""

from functools import wraps

from django.utils.cache import add_never_cache_headers, patch_vary_headers
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from library.models import Document

__all__ = ["PrivateCollectionsPolicy", "never_cache_private"]

CHOOSE = {"choose"}
# Who may do one of these with what is in a collection sees it anyway.
STRONGER = {"add", "change"}


class PrivateCollectionsPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's, but the right to choose, which every role has on the root, opens nothing private.

    What is in a collection for some roles is seen by those, and by who may change it. Wagtail asks
    the two methods below wherever it lists, finds or shows an image or document.
    """

    def _collections_with_perm(self, user, actions):
        collections = super()._collections_with_perm(user, actions)
        if set(actions) != CHOOSE:
            return collections
        stronger = super()._collections_with_perm(user, STRONGER)
        hidden = get_hidden_collections(user).exclude(pk__in=stronger)
        return collections.exclude(pk__in=hidden)

    def _check_perm(self, user, actions, collection=None):
        if not super()._check_perm(user, actions, collection):
            return False
        if user.is_superuser or collection is None or set(actions) != CHOOSE:
            return True
        return self._collections_with_perm(user, actions).filter(pk=collection.pk).exists()


def get_hidden_collections(user):
    """Return the collections (a queryset) that are private to roles or a password, not the user's.

    A collection is private when one above it is.
    """
    restrictions = CollectionViewRestriction.objects.exclude(restriction_type="login")
    hidden = Collection.objects.none()
    for restriction in restrictions.exclude(groups__in=user.groups.all()):
        hidden |= Collection.objects.descendant_of(restriction.collection, inclusive=True)
    return hidden


def never_cache_private(view):
    """Decorate Wagtail's view that sends a document: no cache keeps a private one for the next.

    Neither that of a shared computer nor of a proxy (RFC 9111, sections 5.2.2.5 and 5.2.2.7).
    """

    @wraps(view)
    def guarded(request, document_id, filename):
        response = view(request, document_id, filename)
        if not Document.objects.public().filter(pk=document_id).exists():
            add_never_cache_headers(response)
            patch_vary_headers(response, ["Cookie"])
        return response

    return guarded
