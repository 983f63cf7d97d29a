from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.documents.models import DocumentQuerySet as WagtailDocumentQuerySet
from wagtail.models import CollectionViewRestriction

__all__ = ["DocumentQuerySet"]


class DocumentQuerySet(WagtailDocumentQuerySet):
    """Documents as a visitor may see them."""

    def public(self):
        """Return the documents that every visitor may open: those in no private collection."""
        own_path = ExpressionWrapper(OuterRef("collection__path"), output_field=CharField())
        restrictions = CollectionViewRestriction.objects.alias(own_path=own_path)
        return self.exclude(Exists(restrictions.filter(own_path__startswith=F("collection__path"))))
