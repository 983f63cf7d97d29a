from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.documents.models import DocumentQuerySet as WagtailDocumentQuerySet
from wagtail.images.models import ImageQuerySet as WagtailImageQuerySet
from wagtail.models import CollectionViewRestriction

from library.answers import ImageKind, PeopleShown

__all__ = ["DocumentQuerySet", "ImageQuerySet"]


class ImageQuerySet(WagtailImageQuerySet):
    """Images as staff look for them."""

    def photos(self):
        return self.filter(kind=ImageKind.PHOTO)

    def logos(self):
        return self.filter(kind=ImageKind.LOGO)

    def without_consent(self):
        """Return the images that no page may go live with, because of the people in them."""
        return self.filter(people_shown__in=["", PeopleShown.UNKNOWN])


class DocumentQuerySet(WagtailDocumentQuerySet):
    """Documents as a visitor may see them."""

    def public(self):
        """Return the documents that every visitor may open: those in no private collection."""
        own_path = ExpressionWrapper(OuterRef("collection__path"), output_field=CharField())
        restrictions = CollectionViewRestriction.objects.alias(own_path=own_path)
        return self.exclude(Exists(restrictions.filter(own_path__startswith=F("collection__path"))))
